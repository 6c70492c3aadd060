// Holds the two workers and joins them: the engine, which reads the world, and the signer, which has the key. It hands
// ports over and reads nothing that passes.

import { toHex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { type Port, portOf, serve } from "../../src/protocol/channel.ts";
import { hostKernels } from "../kernel/hosted.ts";
import { registryFile } from "../manifest.ts";
import type { RuntimePort } from "../port.ts";
import { registry } from "../signer/session.ts";
import { watchBeat } from "./beat.ts";
import { closed } from "./control.ts";

export type HostOptions = {
	/** Answers the signer's questions for session memory on this port. */
	readonly session: (port: MessagePort) => void;
	/** A worker did not start, or the engine stands still. Both are ended before this is called. */
	readonly onDeath: (why: string) => void;
};

export type Host = {
	/** Gives the engine the port by which a background commands it. The newest counts. */
	readonly control: (port: MessagePort, version: string) => void;
	/** Joins a screen's `keys` port to the signer. The caller has checked whose port it is. */
	readonly keys: (port: RuntimePort) => void;
	/** Ends both workers. */
	readonly close: () => void;
};

const spawn = (name: string): Worker =>
	new Worker(new URL(`${name}.js`, location.href), { type: "module", name });

const readRegistry = async () => {
	const reply = await fetch(new URL(registryFile, location.href));
	if (!reply.ok) throw new Fault("unreachable", `${reply.status}`);
	return toHex(new Uint8Array(await reply.arrayBuffer()));
};

/**
 * A worker says so once it stands. An error before that means it never will; a later one is a bug that the worker has survived, and
 * the browser's console shows it.
 */
const watchStart = (worker: Worker, die: (why: string) => void): void => {
	let stands = false;
	worker.addEventListener("message", () => {
		stands = true;
	});
	worker.addEventListener("error", (event) => {
		if (!stands) die(event.message);
	});
};

/** Carries a screen's port to the signer and back, until it closes. */
const joinScreen = (
	port: RuntimePort,
	signer: Worker,
	screens: Set<RuntimePort>,
): void => {
	const channel = new MessageChannel();
	signer.postMessage({ tell: "keys" }, [channel.port2]);
	screens.add(port);
	port.onMessage.addListener((message) => channel.port1.postMessage(message));
	channel.port1.onmessage = (event: MessageEvent<unknown>) => {
		try {
			port.postMessage(event.data);
		} catch {
			// The screen closed a moment ago.
		}
	};
	port.onDisconnect.addListener(() => {
		screens.delete(port);
		channel.port1.postMessage(closed);
		channel.port1.close();
	});
};

export const startHost = (options: HostOptions): Host => {
	const engine = spawn("engine");
	const signer = spawn("signer");
	const kernels = hostKernels(() => spawn("kernel"));
	const screens = new Set<RuntimePort>();
	let dead = false;

	const die = (why: string) => {
		if (dead) return;
		dead = true;
		beat.stop();
		engine.terminate();
		signer.terminate();
		kernels.close();
		for (const port of screens) port.disconnect();
		options.onDeath(why);
	};
	for (const worker of [engine, signer]) watchStart(worker, die);
	// a timer of a page that cannot be seen may be late, and so are its questions
	const beat = watchBeat(
		() => engine.postMessage({ tell: "beat" }),
		() => die("the engine stands still"),
	);
	engine.addEventListener("message", (event: MessageEvent<unknown>) => {
		beat.heard();
		kernels.hear(event);
	});

	const between = new MessageChannel();
	const session = new MessageChannel();
	const files = new MessageChannel();
	engine.postMessage({ tell: "start" }, [between.port1]);
	signer.postMessage({ tell: "start" }, [
		between.port2,
		session.port2,
		files.port2,
	]);
	serve(
		portOf(files.port1),
		registry,
		{ "registry.file": readRegistry },
		undefined,
	);
	options.session(session.port1);

	return {
		control: (port, version) => {
			if (!dead) engine.postMessage({ tell: "control", version }, [port]);
		},
		close: () => die("closed"),
		keys: (port) => {
			if (dead) port.disconnect();
			else joinScreen(port, signer, screens);
		},
	};
};

/** Copies messages both ways between two ports. */
export const join = (a: Port, b: Port): void => {
	a.listen((message) => b.send(message));
	b.listen((message) => a.send(message));
};
