"""A small load generator over persistent connections; it costs far less than the server that it measures.

As a program it sends for a number of seconds over a number of connections and prints the seconds of each answer as
JSON.
"""

import asyncio
import json
import sys
import time
from urllib.parse import urlsplit

_HEAD = b"HTTP/1.1 200"


async def _post_until(end: float, url: str, headers: dict[str, str], body: bytes, number: int) -> list[float]:
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    fixed = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    start = f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: {len(body)}\r\n{fixed}"
    taken, count = [], 0
    while time.perf_counter() < end:
        count += 1
        before = time.perf_counter()
        writer.write(f"{start}Jumpseller-Triggered-At: {number}-{count}-{before}\r\n\r\n".encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        if not answer.startswith(_HEAD):
            raise RuntimeError(answer.split(b"\r\n")[0].decode())
        taken.append(time.perf_counter() - before)
    writer.close()
    return taken


async def _all(order: dict[str, object]) -> list[float]:
    end = time.perf_counter() + float(str(order["seconds"]))
    headers, body = dict(order["headers"]), str(order["body"]).encode()  # type: ignore[call-overload]
    posts = [_post_until(end, str(order["url"]), headers, body, n) for n in range(int(str(order["connections"])))]
    return [seconds for taken in await asyncio.gather(*posts) for seconds in taken]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(_all(json.load(sys.stdin)))))
