"""How one Kafka broker is started without ZooKeeper, and how any Kafka is asked whether it is well."""

import asyncio
import subprocess
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from engines import Engine, EngineUnavailable, Progress, artifacts
from engines.launch import Launch, unanswered
from engines.ports import LOOPBACK
from engines.toolchain import java
from events.connection import connection
from settings import Settings

ENGINE = Engine.KAFKA
PORTS: tuple[str, ...] = ("kafka", "kafka-controller")
EXECUTABLE = "java"

JVM = (
    *("-Xms128m", "-Xmx512m"),
    # Measured on two cores: the first compiler alone and a single collector start fastest and keep the broker small.
    *("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"),
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSZ",
)

LARGEST_RECORD = 4 * 1024 * 1024


def marker(data: Path) -> str:
    """Return the path that the embedded engine of *data* is given on its command line."""
    return str(data / "kafka" / "server.properties")


def prepare(settings: Settings, data: Path, ports: Mapping[str, int], progress: Progress) -> Launch:
    """Fetch the broker, write its configuration, and format its folder the first time."""
    machine = java(settings.cache, progress)
    jars = artifacts.kafka(settings.cache, progress)
    folder = data / "kafka"
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "server.properties"
    config.write_text(_properties(folder / "log", ports), encoding="utf-8")
    program = [str(machine), *JVM, "-cp", f"{jars}/*"]
    if not (folder / "log" / "meta.properties").exists():
        _format(program, config)
    return Launch(
        command=[*program, "kafka.Kafka", str(config)],
        address=f"{LOOPBACK}:{ports['kafka']}",
    )


async def probe(settings: Settings, address: str) -> str | None:
    """Ask for the brokers; the protocol has no word for the broker's version."""
    try:
        # A plain connection first: aiokafka logs an error of its own for each broker that does not answer.
        await _answers(address)
        admin = AIOKafkaAdminClient(**connection(settings, address), request_timeout_ms=5000)
        try:
            await asyncio.wait_for(admin.start(), 10)
            if not (await admin.describe_cluster())["brokers"]:
                raise unanswered(ENGINE, address, "no broker")
        finally:
            await admin.close()
    except (OSError, KafkaError, TimeoutError, ValueError) as refusal:
        raise unanswered(ENGINE, address, refusal) from refusal
    return None


def version() -> str:
    """Return the pinned version."""
    return artifacts.kafka_version()


async def _answers(address: str) -> None:
    refusal: Exception = ValueError("no address")
    for server in address.split(","):
        host, _, port = server.strip().rpartition(":")
        try:
            _, writer = await asyncio.wait_for(asyncio.open_connection(host, int(port)), 3)
        except (OSError, TimeoutError) as refused:
            refusal = refused
        else:
            writer.close()
            return
    raise refusal


def configured(settings: Settings) -> str | None:
    """Return KAFKA_BOOTSTRAP_SERVERS."""
    return settings.kafka_bootstrap_servers


def _properties(log: Path, ports: Mapping[str, int]) -> str:
    broker, controller = (f"{LOOPBACK}:{ports[name]}" for name in PORTS)
    return "\n".join(
        f"{key}={value}"
        for key, value in {
            "process.roles": "broker,controller",
            "node.id": 1,
            "controller.quorum.voters": f"1@{controller}",
            "listeners": f"PLAINTEXT://{broker},CONTROLLER://{controller}",
            "advertised.listeners": f"PLAINTEXT://{broker}",
            "controller.listener.names": "CONTROLLER",
            "inter.broker.listener.name": "PLAINTEXT",
            "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs": log,
            # After a crash the broker is let in again only when its former session has lapsed.
            "broker.session.timeout.ms": 5000,
            "broker.heartbeat.interval.ms": 1000,
            # Topics are declared by those who own them: a mistyped name is an error, not a new topic.
            "auto.create.topics.enable": "false",
            "offsets.topic.replication.factor": 1,
            "offsets.topic.num.partitions": 4,
            "transaction.state.log.replication.factor": 1,
            "transaction.state.log.min.isr": 1,
            "transaction.state.log.num.partitions": 4,
            "share.coordinator.state.topic.replication.factor": 1,
            "share.coordinator.state.topic.min.isr": 1,
            "group.initial.rebalance.delay.ms": 0,
            "message.max.bytes": LARGEST_RECORD,
            "replica.fetch.max.bytes": LARGEST_RECORD,
        }.items()
    )


def _format(program: list[str], config: Path) -> None:
    cluster = urlsafe_b64encode(uuid4().bytes).decode().rstrip("=")
    # An identifier that starts with a dash would be read as an option.
    done = subprocess.run(  # noqa: S603  the command is ours, no shell reads it
        [*program, "kafka.tools.StorageTool", "format", f"--cluster-id={cluster}", "--config", str(config)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise EngineUnavailable(
            f"Kafka n'a pas pu préparer son dossier {config.parent} : libérez de la place ou donnez un autre dossier "
            "par BALISE_DATA.",
            f"Kafka could not prepare its folder {config.parent}: free some space, or name another folder as "
            "BALISE_DATA.",
        )
