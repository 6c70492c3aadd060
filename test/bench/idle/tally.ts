// A door in front of an endpoint that counts what goes through it. What it counts is what the wallet sends and gets: bodies as
// they are, without headers. Proofs of a small chain can be made as long as those of a large one, and its finality as slow.

import {
	createServer,
	type IncomingMessage,
	type OutgoingHttpHeaders,
	type ServerResponse,
} from "node:http";
import { closeAll, forward, listenOnLoopback } from "../../network/forward.ts";
import { keepOpen } from "../../network/keep-open.ts";

export type Counted = {
	requests: number;
	/** Both ways. */
	bytes: number;
	/** Of them, what the wallet sent. */
	sent: number;
	/** By JSON-RPC method, or by the last part of the path. */
	readonly by: Map<string, { calls: number; bytes: number }>;
};

export type Tally = {
	readonly urlOf: (upstream: string) => Promise<string>;
	/** Since the last time that this was asked. */
	readonly take: () => Counted;
	readonly close: () => Promise<void>;
};

const fresh = (): Counted => ({
	requests: 0,
	bytes: 0,
	sent: 0,
	by: new Map(),
});

/** How long a proof is as text, at least. */
export type ProofLengths = { readonly account: number; readonly slot: number };

/** What is missing to those lengths in an answer that holds proofs. */
const missingIn = (text: string, { account, slot }: ProofLengths): number => {
	let missing = 0;
	for (const [, kind, proof = ""] of text.matchAll(
		/"(accountProof|proof)":\s*\[([^\]]*)\]/g,
	))
		missing += Math.max(
			0,
			(kind === "accountProof" ? account : slot) - proof.length,
		);
	return missing;
};

const namesIn = (asked: IncomingMessage, body: Buffer): readonly string[] => {
	const methods = [...body.toString("latin1").matchAll(/"method":"(\w+)"/g)];
	return methods.length > 0
		? methods.map(([, method = ""]) => method)
		: [(asked.url ?? "").split("?")[0]?.split("/").at(-1) ?? ""];
};

export type TallyOptions = {
	/** Answers with shorter proofs are filled up with blanks behind their end, which JSON allows. */
	readonly lengths?: ProofLengths;
	/** A finality update is given again until the clock has passed a multiple of that. */
	readonly finalityMs?: number;
};

/** What a beacon node answered once, for as long as it is given again. */
type Held = {
	readonly at: number;
	readonly headers: OutgoingHttpHeaders;
	readonly body: Buffer;
};

export const openTally = ({
	lengths,
	finalityMs,
}: TallyOptions = {}): Tally => {
	let now = fresh();
	const held = new Map<string, Held>();
	const closers: (() => Promise<void>)[] = [];

	const count = (names: readonly string[], sent: number, got: number): void => {
		const bytes = sent + got;
		now.requests++;
		now.bytes += bytes;
		now.sent += sent;
		for (const name of names) {
			const one = now.by.get(name) ?? { calls: 0, bytes: 0 };
			one.calls++;
			one.bytes += bytes / names.length;
			now.by.set(name, one);
		}
	};

	const pass = async (
		behind: URL,
		asked: IncomingMessage,
		answer: ServerResponse,
	): Promise<void> => {
		const parts: Buffer[] = [];
		for await (const part of asked) parts.push(Buffer.from(part));
		const body = Buffer.concat(parts);
		const names = namesIn(asked, body);
		const isHeld =
			finalityMs !== undefined && names.includes("finality_update");
		const at = isHeld ? Math.floor(Date.now() / finalityMs) : 0;
		const key = `${behind.host} ${asked.headers.accept}`;
		const before = held.get(key);
		if (isHeld && before?.at === at) {
			count(names, body.length, before.body.length);
			answer.writeHead(200, before.headers);
			answer.end(before.body);
			return;
		}
		const onward = forward(behind, asked, (said) => {
			const { statusCode = 502, headers } = said;
			const got: Buffer[] = [];
			said.on("data", (part: Buffer) => got.push(part));
			said.on("end", () => {
				const whole = Buffer.concat(got);
				const missing =
					lengths === undefined || !names.includes("eth_getProof")
						? 0
						: missingIn(whole.toString("latin1"), lengths);
				const length = whole.length + missing;
				count(names, body.length, length);
				const { "transfer-encoding": _, ...kept } = headers;
				const told = { ...kept, "content-length": length };
				if (isHeld && statusCode === 200)
					held.set(key, { at, headers: told, body: whole });
				answer.writeHead(statusCode, told);
				answer.write(whole);
				answer.end(" ".repeat(missing));
			});
			said.on("error", () => answer.destroy());
		});
		onward.on("error", () => answer.destroy());
		onward.end(body);
	};

	return {
		urlOf: async (upstream) => {
			const behind = new URL(upstream);
			const server = keepOpen(
				createServer((asked, answer) => {
					pass(behind, asked, answer).catch(() => answer.destroy());
				}),
			);
			const url = await listenOnLoopback(server);
			closers.push(() => closeAll(server));
			return url;
		},
		take: () => {
			const was = now;
			now = fresh();
			return was;
		},
		close: async () => {
			await Promise.all(closers.map((close) => close()));
		},
	};
};
