// The realms of an extension in a running Chromium, each by the protocol of its developer tools: what its heap holds, and which
// thread it runs on. Beside the driver of pages, which does not reach workers of workers.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { WebSocket } from "ws";
import { until } from "../../browser/browser.ts";

/** So that Chromium listens, and says in its profile where. */
export const inspectable = "--remote-debugging-port=0";

/** Further fields are let be: this is not ours to define. */
const field = (from: unknown, name: string): unknown =>
	typeof from === "object" && from !== null && name in from
		? Object.entries(from).find(([key]) => key === name)?.[1]
		: undefined;

type Line = {
	readonly ask: (
		method: string,
		params?: object,
		session?: string,
	) => Promise<unknown>;
	/** A further target was attached. */
	readonly hear: (attached: (info: unknown, session: string) => void) => void;
	readonly close: () => void;
};

const openLine = async (profile: string): Promise<Line> => {
	const [port, path] = await until("the port of the inspector", async () => {
		try {
			const lines = readFileSync(join(profile, "DevToolsActivePort"), "utf8");
			return lines.trim().split("\n");
		} catch {
			return undefined;
		}
	});
	const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, {
		perMessageDeflate: false,
	});
	await new Promise<void>((done, fail) => {
		socket.once("open", () => done());
		socket.once("error", fail);
	});
	const waiting = new Map<
		number,
		{ done: (result: unknown) => void; fail: (error: Error) => void }
	>();
	let nextId = 0;
	let onAttached = (_info: unknown, _session: string): void => {};
	socket.on("message", (data) => {
		const message: unknown = JSON.parse(String(data));
		const id = field(message, "id");
		if (typeof id === "number") {
			const error = field(message, "error");
			const one = waiting.get(id);
			waiting.delete(id);
			if (error === undefined) one?.done(field(message, "result"));
			else one?.fail(new Error(JSON.stringify(error)));
		} else if (field(message, "method") === "Target.attachedToTarget") {
			const params = field(message, "params");
			onAttached(
				field(params, "targetInfo"),
				String(field(params, "sessionId")),
			);
		}
	});
	socket.on("close", () => {
		for (const { fail } of waiting.values())
			fail(new Error("the inspector is gone"));
	});
	return {
		ask: (method, params = {}, sessionId) =>
			new Promise((done, fail) => {
				const id = ++nextId;
				waiting.set(id, { done, fail });
				socket.send(JSON.stringify({ id, method, params, sessionId }));
			}),
		hear: (attached) => {
			onAttached = attached;
		},
		close: () => socket.close(),
	};
};

export type Realm = {
	/** Its script or page: "engine", "signer", "kernel", "popup", "host", "background". */
	readonly name: string;
	readonly heapBytes: () => Promise<number>;
	/** Keeps its thread busy for that long, and nothing else. */
	readonly spin: (ms: number) => Promise<void>;
};

const realmName = (info: unknown): string => {
	const path = new URL(String(field(info, "url"))).pathname;
	return path.split("/").at(-1)?.split(".")[0] ?? path;
};

const realmOf = (line: Line, info: unknown, session: string): Realm => ({
	name: realmName(info),
	heapBytes: async () => {
		const usage = await line.ask("Runtime.getHeapUsage", {}, session);
		return ["totalSize", "backingStorageSize", "embedderHeapUsedSize"]
			.map((part) => Number(field(usage, part) ?? 0))
			.reduce((sum, bytes) => sum + bytes, 0);
	},
	spin: async (ms) => {
		const expression = `(() => { const end = Date.now() + ${ms}; while (Date.now() < end); })()`;
		await line.ask("Runtime.evaluate", { expression }, session);
	},
});

/** What is done with the realms that stand now. They are left alone again when it resolves. */
export const withRealms = async <T>(
	profile: string,
	extensionOrigin: string,
	work: (realms: readonly Realm[]) => Promise<T>,
): Promise<T> => {
	const line = await openLine(profile);
	try {
		const realms: Realm[] = [];
		const pending: Promise<unknown>[] = [];
		const children = {
			autoAttach: true,
			waitForDebuggerOnStart: false,
			flatten: true,
		};
		/** One and the same may be reached by several ways. */
		const known = new Set<unknown>();
		line.hear((info, session) => {
			if (known.has(field(info, "targetId"))) return;
			known.add(field(info, "targetId"));
			if (!String(field(info, "url")).startsWith(`${extensionOrigin}/`)) return;
			realms.push(realmOf(line, info, session));
			// workers of workers
			pending.push(
				line.ask("Target.setAutoAttach", children, session).catch(() => {}),
			);
		});
		const all = field(
			await line.ask("Target.getTargets", { filter: [{}] }),
			"targetInfos",
		);
		for (const info of Array.isArray(all) ? all : []) {
			const type = String(field(info, "type"));
			if (type === "worker" || type === "tab" || type === "browser") continue;
			if (!String(field(info, "url")).startsWith(`${extensionOrigin}/`))
				continue;
			const targetId = field(info, "targetId");
			await line.ask("Target.attachToTarget", { targetId, flatten: true });
		}
		// each brings its children along, one level a pass
		for (let seen = 0; seen < pending.length; ) {
			seen = pending.length;
			await Promise.all(pending);
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
		return await work(realms);
	} finally {
		line.close();
	}
};
