// The frame keeps a secret, shows only its SHA-256, and trades the window's one-time code together with the secret.
(function () {
  "use strict";
  const button = document.getElementById("sign-in");
  const status = document.getElementById("sign-in-status");
  let secret = "";

  function hex(bytes) {
    return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function challenge() {
    secret = hex(crypto.getRandomValues(new Uint8Array(32)));
    return hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret)));
  }

  button.addEventListener("click", async (event) => {
    event.preventDefault();
    const trip = window.open("", "folio-sign-in", "popup,width=620,height=720");
    const address = button.href + "?frame=" + (await challenge());
    if (trip) {
      trip.location = address;
      status.textContent = status.dataset.waiting;
    } else {
      window.location.href = button.href;
    }
  });

  window.addEventListener("message", async (event) => {
    if (event.origin !== window.location.origin || !secret || typeof event.data.folioCode !== "string") {
      return;
    }
    const frames = Array.from(location.ancestorOrigins || []).join(" ");
    const body = new URLSearchParams({ code: event.data.folioCode, frame_secret: secret, frames: frames });
    secret = "";
    const answer = await fetch(button.dataset.session, { method: "POST", body: body });
    if (answer.ok) {
      window.location.reload();
    } else if (answer.status === 409) {
      status.textContent = "";
      document.getElementById("frame-refused").hidden = false;
    } else {
      status.textContent = status.dataset.failed;
    }
  });
})();
