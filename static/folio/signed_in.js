// Hands the one-time code to the frame that opened this window, and to nobody else.
(function () {
  "use strict";
  const code = document.getElementById("signed-in").dataset.code;
  if (window.opener) {
    window.opener.postMessage({ folioCode: code }, window.location.origin);
    window.close();
  }
})();
