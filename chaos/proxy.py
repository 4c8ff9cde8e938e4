"""A TCP proxy whose connections can be cut, stalled and refused: the network between the stream and
its broker."""

import asyncio
import socket
import threading

CHUNK = 1 << 16


class Proxy:
    """Forwards connections to a port of this machine, in a thread of its own."""

    def __init__(self, target_port):
        self.target_port = target_port
        self.port = None
        self.cut = 0
        self._refusing = False
        self._links = set()
        self._loop = asyncio.new_event_loop()
        self._flowing = None

    def start(self):
        ready = threading.Event()
        threading.Thread(target=self._run, args=(ready,), name="proxy", daemon=True).start()
        ready.wait()
        return self

    def cut_connections(self):
        """Resets every connection; new ones are let through."""
        self._call(self._cut)

    def refuse(self, refusing):
        """While refusing, every connection is reset, and new ones at once."""
        self._call(self._refuse, refusing)

    def stall(self, stalling):
        """While stalling, connections stay open, but no byte passes."""
        self._call(self._flowing.clear if stalling else self._flowing.set)

    def _call(self, action, *arguments):
        self._loop.call_soon_threadsafe(action, *arguments)

    def _run(self, ready):
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._listen())
        ready.set()
        self._loop.run_forever()

    async def _listen(self):
        self._flowing = asyncio.Event()
        self._flowing.set()
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]

    async def _accept(self, reader, writer):
        if self._refusing:
            reset(writer)
            return
        try:
            to_reader, to_writer = await asyncio.open_connection("127.0.0.1", self.target_port)
        except OSError:
            reset(writer)
            return
        link = (writer, to_writer)
        self._links.add(link)
        try:
            await asyncio.gather(
                self._pump(reader, to_writer), self._pump(to_reader, writer)
            )
        finally:
            self._links.discard(link)

    async def _pump(self, source, sink):
        try:
            while data := await source.read(CHUNK):
                await self._flowing.wait()
                sink.write(data)
                await sink.drain()
        except OSError:
            pass
        finally:
            sink.close()

    def _cut(self):
        for link in list(self._links):
            self.cut += 1
            for writer in link:
                reset(writer)

    def _refuse(self, refusing):
        self._refusing = refusing
        if refusing:
            self._cut()


def reset(writer):
    """Closes with RST, as a machine that is gone."""
    raw = writer.get_extra_info("socket")
    if raw is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    writer.transport.abort()
