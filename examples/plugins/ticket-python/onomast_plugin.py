"""What a plugin in Python needs to speak the protocol of docs/plugin-protocol.md.

It needs the packages grpcio and protobuf. The messages are made from
plugin.desc, the compiled plugin.proto, so there is no generated code.
A kind of stage is a class: see ticket.py.
"""

import concurrent.futures
import json
import logging
import os
import queue
import signal
import struct
import sys
import tempfile
import threading

import grpc
from google.protobuf import descriptor_pool, message_factory

HEARTBEAT = 0.5  # seconds; the host wants to hear of every frame once a second
_pool = descriptor_pool.DescriptorPool()
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "plugin.desc"), "rb") as f:
    _pool.AddSerializedFile(f.read())


def message(name):
    """Returns the class of a message of plugin.proto."""
    return message_factory.GetMessageClass(_pool.FindMessageTypeByName("onomast.plugin.v1." + name))


Frame = message("Frame")


def unpack(column):
    """Reads a column of little-endian 32-bit integers."""
    return struct.unpack("<%di" % (len(column) // 4), column)


def pack(numbers):
    """Writes a column of little-endian 32-bit integers."""
    return struct.pack("<%di" % len(numbers), *numbers)


def cut(blob, ends, count):
    """Cuts a blob into strings at the ends, one for each document."""
    ends = unpack(ends)
    if len(ends) != count or (ends and ends[-1] != len(blob)):
        raise ValueError("columns do not fit each other")
    return [blob[a:b].decode("utf-8") for a, b in zip((0,) + ends, ends)]


def languages(frame):
    """Returns the languages of each document: all of them, if its parts differ."""
    for layer in frame.layers:
        if layer.name == "language" and layer.span_end:
            ends, labels = unpack(layer.span_end), unpack(layer.label)
            return [
                {layer.strings[label].decode("utf-8") for label in labels[a:b]}
                for a, b in zip((0,) + ends, ends)
            ]
    return [set()] * frame.documents


def speaks(ranges, languages):
    """Tells whether a stage is for one of the languages: "de" also means "de-AT".

    The host drops what the stage says of parts in other languages.
    """
    tags = [language.lower() + "-" for language in languages]
    return not ranges or any(tag.startswith(r.lower() + "-") for r in ranges for tag in tags)


def byte_spans(text, spans):
    """Turns offsets in code points into offsets in UTF-8 bytes."""
    last, size = 0, 0
    for start, end, label in spans:
        if start < last:
            last, size = 0, 0
        first = size + len(text[last:start].encode("utf-8"))
        last, size = end, first + len(text[start:end].encode("utf-8"))
        yield first, size, label


class Stage:
    """One stage of a segment: an object of a kind, and how it is configured."""

    def __init__(self, config, kinds):
        self.id, self.languages, self.skip_on_error = config.id, config.languages, config.skip_on_error
        self.kind = kinds[config.kind](options_of(config))
        self.reported = False

    def report(self, error):
        """Logs the first error with its stack; there may be one for each document."""
        if not self.reported:
            self.reported = True
            logging.error("a document failed; later ones are not logged", exc_info=error, extra={"stage": self.id})

    def spans(self, text, languages):
        """Returns (start, end, label) in bytes; none in a language it is not for."""
        if not speaks(self.languages, languages):
            return []
        return list(byte_spans(text, self.kind.find(text)))


def options_of(config):
    return json.loads(getattr(config, "with") or b"{}")  # `with` is a word of Python


class Segment:
    """Stages that run one after the other, each writing the layer named by its id."""

    def __init__(self, request, kinds):
        self.emit = set(request.emit)
        self.stages = [Stage(config, kinds) for config in request.stages]

    def answer(self, frame, done):
        """Returns the answer to a frame. done is told how many documents are."""
        texts, spoken = cut(frame.text, frame.text_end, frame.documents), languages(frame)
        reply = Frame(seq=frame.seq, documents=frame.documents)
        found = []  # for each document: the spans of each stage
        for i, text in enumerate(texts):
            done(i)
            found.append(self.document(reply, i, text, spoken[i]))
        for n, stage in enumerate(self.stages):
            if stage.id in self.emit:
                add_layer(reply, stage.id, [spans[n] for spans in found])
        return reply

    def document(self, reply, i, text, languages):
        """Takes one document through the stages. A failure concerns it alone."""
        spans = []
        for stage in self.stages:
            try:
                spans.append(stage.spans(text, languages))
            except Exception as error:
                stage.report(error)
                reply.failures.add(
                    document=i, stage=stage.id, code="error",
                    message=type(error).__name__, skipped=stage.skip_on_error,
                )
                spans.append([])
                if not stage.skip_on_error:
                    return [[]] * len(self.stages)
        return spans


def add_layer(reply, name, found):
    """Adds one layer: the spans of all documents, in columns."""
    flat = [span for spans in found for span in spans]
    strings = sorted({label for _, _, label in flat})
    ends, total = [], 0
    for spans in found:
        total += len(spans)
        ends.append(total)
    layer = reply.layers.add(name=name, strings=[s.encode("utf-8") for s in strings])
    layer.span_end = pack(ends)
    layer.start, layer.end = pack([s[0] for s in flat]), pack([s[1] for s in flat])
    layer.label = pack([strings.index(s[2]) for s in flat])


class Stages:
    """The service onomast.plugin.v1.Stages."""

    def __init__(self, kinds):
        self.kinds = {kind.name: kind for kind in kinds}
        self.segments, self.lock = {}, threading.Lock()

    def Describe(self, request, context):
        reply = message("Description")(name=os.path.basename(sys.argv[0]), version="1")
        for kind in self.kinds.values():
            schema = {"type": "object", "properties": kind.options, "additionalProperties": False}
            reply.kinds.add(name=kind.name, doc=kind.__doc__, options_schema=json.dumps(schema).encode())
        return reply

    def Check(self, request, context):
        config, reply = request.stage, message("CheckReply")()
        kind = self.kinds.get(config.kind)
        try:
            if kind is None:
                raise ValueError("the plugin has no kind %r" % config.kind)
            options = options_of(config)
            for key in set(options) - set(kind.options):
                complain(reply, "options.unknown-key", "/" + key, "unknown option %r" % key)
            kind(options)
        except Exception as error:
            complain(reply, "options.invalid", "", str(error))
        if kind is not None:
            reply.provides.add(name=config.id, role="candidates", labels=kind.labels)
        return reply

    def Open(self, request, context):
        reply = message("OpenReply")(workers=1)
        with self.lock:
            if request.segment in self.segments:
                context.abort(grpc.StatusCode.ALREADY_EXISTS, "the segment is open already")
            try:
                self.segments[request.segment] = Segment(request, self.kinds)
            except Exception as error:
                complain(reply, "open.failed", "/stages/%s" % request.stages[0].id, str(error))
        return reply

    def Close(self, request, context):
        with self.lock:
            self.segments.pop(request.segment, None)
        return message("CloseReply")()

    def Explain(self, request, context):
        return message("ExplainReply")()  # no reasons are given

    def Annotate(self, frames, context):
        segment = self.segments.get(dict(context.invocation_metadata()).get("onomast-segment"))
        if segment is None:
            context.abort(grpc.StatusCode.NOT_FOUND, "the segment is not open")
        stream = Stream(segment, frames)
        context.add_callback(stream.cancel)
        try:
            yield from stream.replies()
        except ValueError as error:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, "a frame cannot be read: %s" % error)


def complain(reply, code, pointer, summary):
    reply.diagnostics.add(severity="error", code=code, pointer=pointer, summary=summary)


class Stream:
    """Frames are read by one thread, answered by another, and replies and
    progress are sent by a third: gRPC's own."""

    def __init__(self, segment, frames):
        self.segment, self.frames = segment, frames
        self.waiting, self.answers = queue.Queue(), queue.Queue()
        self.pending, self.cancelled = [], False
        self.working, self.done = None, 0  # the frame under way, and its finished documents

    def cancel(self):
        self.cancelled = True

    def replies(self):
        for work in (self.read, self.work):
            threading.Thread(target=work, daemon=True).start()
        while True:
            try:
                answer = self.answers.get(timeout=HEARTBEAT)
            except queue.Empty:
                yield from map(self.progress, list(self.pending))
                continue
            if answer is None:
                return
            if isinstance(answer, Exception):
                raise answer
            self.pending.remove(answer.seq)
            yield answer

    def progress(self, seq):
        frame, started = Frame(seq=seq, progress={}), seq == self.working
        if started:
            done = self.done
            frame.progress.started, frame.progress.done, frame.progress.working = True, done, done + 1
            frame.progress.steps = done + 1
        return frame

    def count(self, done):
        self.done = done

    def read(self):
        try:
            for frame in self.frames:
                self.pending.append(frame.seq)
                self.waiting.put(frame)
        except Exception:  # the host is gone or has cancelled
            self.cancelled = True
        self.waiting.put(None)

    def work(self):
        while (frame := self.waiting.get()) is not None:
            if self.cancelled:
                continue
            self.working, self.done = frame.seq, 0
            try:
                self.answers.put(self.segment.answer(frame, self.count))
            except Exception as error:
                self.answers.put(ValueError(str(error)))
                return
        self.answers.put(None)


def handlers(stages, shutdown):
    """Returns the services a plugin must have, by the path of the method."""
    table = {}
    for method, request in (
        ("Describe", "DescribeRequest"), ("Check", "CheckRequest"), ("Open", "OpenRequest"),
        ("Close", "CloseRequest"), ("Explain", "ExplainRequest"),
    ):
        table["/onomast.plugin.v1.Stages/" + method] = grpc.unary_unary_rpc_method_handler(
            getattr(stages, method), message(request).FromString, lambda m: m.SerializeToString())
    table["/onomast.plugin.v1.Stages/Annotate"] = grpc.stream_stream_rpc_method_handler(
        stages.Annotate, Frame.FromString, lambda m: m.SerializeToString())
    # Two services of go-plugin; their messages are so small that bytes will do.
    table["/grpc.health.v1.Health/Check"] = grpc.unary_unary_rpc_method_handler(lambda r, c: b"\x08\x01")
    table["/plugin.GRPCController/Shutdown"] = grpc.unary_unary_rpc_method_handler(shutdown)

    class Table(grpc.GenericRpcHandler):
        def service(self, call):
            return table.get(call.method)

    return Table()


def hold_lifeline():
    """Ends the process when the host is gone."""
    fd = int(os.environ.get("ONOMAST_LIFELINE", "-1"))
    if fd < 0:
        return

    def wait():
        while os.read(fd, 1):
            pass
        os._exit(3)

    threading.Thread(target=wait, daemon=True).start()


class LogLine(logging.Formatter):
    """One JSON object a line, with the keys the host knows."""

    def format(self, record):
        line = {"@level": record.levelname.lower(), "@message": record.getMessage(), "@timestamp": self.formatTime(record)}
        if hasattr(record, "stage"):
            line["@stage"] = record.stage
        if record.exc_info:
            line["stack"] = self.formatException(record.exc_info)
        return json.dumps(line)


def log_to(formatter):
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(level=os.environ.get("ONOMAST_LOG_LEVEL", "info").upper(), handlers=[handler])


def listen(kinds, shutdown, folder):
    """Starts the server and returns it and the path of its socket."""
    server = grpc.server(
        concurrent.futures.ThreadPoolExecutor(32),
        handlers=[handlers(Stages(kinds), shutdown)],
        options=[("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)],
    )
    socket = os.path.join(folder, "py%d.sock" % os.getpid())
    server.add_insecure_port("unix:" + socket)
    server.start()
    return server, socket


def debug(kinds):
    """Waits for hosts that are told where to find this process."""
    log_to(logging.Formatter("%(levelname)s %(message)s"))
    name = os.path.splitext(os.path.basename(sys.argv[0]))[0]
    _, socket = listen(kinds, lambda request, context: b"", tempfile.mkdtemp(prefix="onomast-debug-"))
    print("%s waits for a host; Ctrl-C ends it. Run the pipeline in another terminal, after:\n" % name, file=sys.stderr)
    place = {name: {"network": "unix", "address": socket, "pid": os.getpid()}}
    print("export ONOMAST_REATTACH='%s'" % json.dumps(place), flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        os._exit(0)


def serve(*kinds):
    """Is the whole main of a plugin."""
    if os.environ.get("ONOMAST_PLUGIN") != "stages":
        if "--debug" in sys.argv:
            debug(kinds)
        names = ", ".join("%s (%s)" % (k.name, k.__doc__) for k in kinds)
        sys.exit("This is a plugin for Onomast. It offers %s\nUse it in a pipeline: uses: exec, command: [python3, %s]" % (names, sys.argv[0]))
    handshake = os.dup(1)
    os.dup2(2, 1)  # prints must not break the handshake
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the host decides
    log_to(LogLine())
    hold_lifeline()
    over = threading.Event()

    def shutdown(request, context):
        over.set()
        return b""

    server, socket = listen(kinds, shutdown, os.environ.get("PLUGIN_UNIX_SOCKET_DIR") or tempfile.gettempdir())
    os.write(handshake, ("1|1|unix|%s|grpc\n" % socket).encode())
    over.wait()
    server.stop(0.2).wait(1)
    os._exit(0)  # do not wait for threads that wait for a host that is gone
