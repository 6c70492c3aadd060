// A signer with its engine, its screens, its clock and its session memory all in the hands of a test.

import { whenAborted } from "../../src/base/abort.ts";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { acceptNetwork } from "../../src/cli/signer.ts";
import type { Kernel } from "../../src/crypto/kernel.ts";
import {
	type Caller,
	connect,
	type Port,
	serve,
} from "../../src/protocol/channel.ts";
import { fromSigner, keys, toSigner } from "../../src/protocol/methods.ts";
import { openSigner, type Signer } from "../../src/signer/signer.ts";
import type { Clock } from "../../src/source/ports.ts";
import { type Order, offerOf } from "../../src/wallet/order.ts";

/** Two ends of one line; messages travel as JSON does. */
const line = (): readonly [Port, Port] => {
	const hear = [
		new Set<(m: unknown) => void>(),
		new Set<(m: unknown) => void>(),
	];
	const end = (own: number, other: number): Port => ({
		send: (message) => {
			const text = JSON.stringify(message);
			queueMicrotask(() => {
				for (const listener of hear[other] ?? []) listener(JSON.parse(text));
			});
		},
		listen: (listener) => {
			hear[own]?.add(listener);
			return () => hear[own]?.delete(listener);
		},
		onClose: () => {},
	});
	return [end(0, 1), end(1, 0)];
};

type Timer = { atMs: number; done: () => void };

/** A signer with everything around it in the hands of the test. */
export class Bench {
	readonly kernel: Kernel;
	readonly files: readonly string[];
	nowMs: number;
	timers: Timer[] = [];
	stored: { vault: string | null; anchors: string | null } = {
		vault: null,
		anchors: null,
	};
	signed: { id: string; raw: Hex; hash: Hex }[] = [];
	refused: string[] = [];
	/** What it said of when it locks; null: it is locked. */
	until: (number | null)[] = [];
	/** Why each was refused: the code of the rule, or null for a person's no. */
	reasons: (string | null)[] = [];
	session: string | null = null;
	failSave = false;
	/** Signatures of messages. */
	readonly messages: {
		readonly id: string;
		readonly signature: string;
		readonly digest: string;
	}[] = [];
	/** Amounts that the person chose. */
	readonly amounts: { readonly id: string; readonly amount: string | null }[] =
		[];
	failSigned = false;
	failSession = false;
	/** What the engine does before it answers, where a test has it do something else than keep and answer. */
	saves: () => Promise<unknown> = async () => undefined;
	refuses: () => Promise<unknown> = async () => undefined;
	/** What the session's memory does before it keeps the key. */
	remembers: () => Promise<unknown> = async () => undefined;
	signer!: Signer;
	engine!: Caller<typeof toSigner>;
	/** The engine's end of the line, for what no honest engine would say. */
	enginePort!: Port;
	screen!: Caller<typeof keys>;

	constructor(nowMs: number, files: readonly string[], kernel: Kernel) {
		this.nowMs = nowMs;
		this.files = files;
		this.kernel = kernel;
	}

	readonly clock: Clock = {
		nowMs: () => this.nowMs,
		ticksMs: () => this.nowMs,
		sleep: (ms, signal) =>
			new Promise((done, failed) => {
				const leave = whenAborted(signal, () =>
					failed(new Fault("cancelled", "stopped")),
				);
				this.timers.push({
					atMs: this.nowMs + ms,
					done: () => {
						leave();
						done();
					},
				});
			}),
	};

	/** Opens a signer as after a start of its worker; what was stored is loaded, and the person has accepted the files. */
	async open(): Promise<void> {
		this.start();
		await this.load();
		const { networks } = await this.screen("keys.status", undefined);
		// None while it is locked: then what was accepted before is sealed.
		if (networks !== undefined)
			for (const file of this.files) {
				const { hash } = await this.screen("network.review", { file });
				if (networks.every((one) => one.hash !== hash))
					await acceptNetwork(this.screen, file);
			}
	}

	/** What the engine says after its own start. */
	async load(): Promise<void> {
		await this.engine("vault.load", this.stored);
	}

	start(): void {
		const [own, other] = line();
		this.enginePort = other;
		this.engine = connect(other, toSigner);
		serve(
			other,
			fromSigner,
			{
				"vault.save": async (saved) => {
					if (this.failSave) throw new Fault("storage", "full");
					await this.saves();
					this.stored = saved;
					return undefined;
				},
				"keys.changed": async ({ untilMs }) => {
					this.until.push(untilMs);
					return undefined;
				},
				"order.signed": async (made) => {
					if (this.failSigned) throw new Fault("storage", "full");
					this.signed.push(made);
					return undefined;
				},
				"order.amount": async ({ id, amount }) => {
					this.amounts.push({ id, amount });
					return undefined;
				},
				"message.signed": async (made) => {
					if (this.failSigned) throw new Fault("storage", "full");
					this.messages.push(made);
					return undefined;
				},
				"message.refused": async ({ id, fault }) => {
					this.refused.push(id);
					this.reasons.push(fault?.code ?? null);
					return undefined;
				},
				"order.refused": async ({ id, fault }) => {
					this.refused.push(id);
					this.reasons.push(fault?.code ?? null);
					await this.refuses();
					return undefined;
				},
			},
			undefined,
		);
		this.signer = openSigner({
			kernel: this.kernel,
			clock: this.clock,
			engine: own,
			session: {
				get: async () => {
					if (this.failSession) throw new Fault("unreachable", "gone");
					return this.session;
				},
				set: async (key) => {
					if (this.failSession) throw new Fault("unreachable", "gone");
					await this.remembers();
					this.session = key;
				},
				clear: async () => {
					this.session = null;
				},
			},
		});
		const [keysOwn, screen] = line();
		this.signer.serveKeys(keysOwn);
		this.screen = connect(screen, keys);
	}

	async pass(ms: number): Promise<void> {
		const until = this.nowMs + ms;
		for (;;) {
			const due = this.timers
				.filter(({ atMs }) => atMs <= until)
				.sort((one, other) => one.atMs - other.atMs)[0];
			if (due === undefined) break;
			this.nowMs = Math.max(this.nowMs, due.atMs);
			this.timers = this.timers.filter((timer) => timer !== due);
			due.done();
			await new Promise((done) => setTimeout(done, 0));
		}
		this.nowMs = until;
	}

	offer(order: Order, evidence = offerOf(order).evidence): Promise<undefined> {
		return this.engine("order.offer", { ...offerOf(order), evidence });
	}
}

/** A yes to what the signer shows first. */
export const yesOf = async ({ screen }: Bench) => {
	const [found] = await screen("approval.list", undefined);
	if (found === undefined) throw new Error("nothing is shown");
	const { id, order, shown } = found;
	return { id, yes: true, order, shown } as const;
};
