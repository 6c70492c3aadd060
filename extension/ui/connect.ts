// The screens' way to the wallet: one caller for the engine, one for the signer, and the stream of views. The signer's
// port goes to the engine's host page directly, so a password or phrase is never seen by the background or the engine.

import { type Caller, connect } from "../../src/protocol/channel.ts";
import { keys, ui } from "../../src/protocol/methods.ts";
import { view, type WalletView } from "../../src/protocol/views.ts";
import { api } from "../api.ts";
import { textIn } from "../message.ts";
import { lastingPort } from "../port.ts";

export type Connection = "opening" | "open" | "gone";

export type Wallet = {
	/** Methods of `ui`. Survives a death of the background or the engine: what was not answered is asked again. */
	readonly engine: Caller<typeof ui>;
	/**
	 * Methods of `keys`. After a death of the signer only questions are asked again; an action (create, unlock, decide)
	 * rejects with `unreachable`, and the screen shows what the signer then says.
	 */
	readonly keys: Caller<typeof keys>;
	/** Calls back with the newest view at once if there is one, and with each later one. @returns a function that stops it. */
	readonly onView: (hear: (view: WalletView) => void) => () => void;
	/** "opening" until the first view, and again while a dead background is replaced; "gone": reload the page. */
	readonly onConnection: (hear: (state: Connection) => void) => () => void;
	readonly close: () => void;
};

/** Well under the 30 s of silence after which either browser unloads the background. */
const pingMs = 20_000;

const questions: readonly string[] = [
	"keys.status",
	"keys.checkPhrase",
	"keys.addresses",
	"network.review",
	"network.file",
	"approval.list",
	"ping",
];
const isQuestion = (message: unknown): boolean => {
	const method = textIn(message, "method");
	return method !== undefined && questions.includes(method);
};

/** Connects an extension page. Call once a page; it stays connected until `close` or until the page goes. */
export const connectUi = (): Wallet => {
	const viewers = new Set<(view: WalletView) => void>();
	const watchers = new Set<(state: Connection) => void>();
	let last: WalletView | undefined;
	let state: Connection = "opening";
	const change = (next: Connection) => {
		if (next === state) return;
		state = next;
		for (const hear of [...watchers]) hear(next);
	};

	const enginePort = lastingPort({
		connect: () => api().runtime.connect({ name: "ui" }),
		stay: true,
		onState: (now) => {
			if (now === "lost") change("opening");
		},
	});
	const keysPort = lastingPort({
		connect: () => api().runtime.connect({ name: "keys" }),
		stay: true,
		repeats: isQuestion,
	});

	const engine = connect(enginePort, ui, (event, data) => {
		if (event !== "view") return;
		last = view(data, "view");
		change("open");
		for (const hear of [...viewers]) hear(last);
	});
	const signer = connect(keysPort, keys);

	const ping = setInterval(() => {
		// A ping that fails says nothing new: the port itself tells of its death.
		engine("ping", undefined).catch(() => {});
	}, pingMs);
	enginePort.onClose(() => {
		clearInterval(ping);
		change("gone");
	});
	enginePort.open();
	keysPort.open();

	return {
		engine,
		keys: signer,
		onView: (hear) => {
			viewers.add(hear);
			if (last !== undefined) hear(last);
			return () => viewers.delete(hear);
		},
		onConnection: (hear) => {
			watchers.add(hear);
			hear(state);
			return () => watchers.delete(hear);
		},
		close: () => {
			enginePort.close();
			keysPort.close();
		},
	};
};
