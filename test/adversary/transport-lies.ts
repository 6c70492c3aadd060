// Lies below what is asked: the way the bytes come. They fit in front of any endpoint.

import { gzipSync } from "node:zlib";
import { type Answer, bytesOf, type Stage, type Teller } from "./exchange.ts";
import type { Lie } from "./lie.ts";

const mebibyte = 1_048_576;

/** The same strange answer to everything. */
const always =
	(answer: (stage: Stage) => Answer): Lie["tell"] =>
	(stage) =>
	async () =>
		answer(stage);

const json = { "content-type": "application/json" };

/** @param body of an answer that says it is JSON */
const said = (
	body: Answer["body"],
	status = 200,
	headers: Answer["headers"] = json,
): Answer => ({ status, headers, body });

async function* pieces(
	piece: Uint8Array,
	count: number,
	pauseMs: number,
): AsyncGenerator<Uint8Array> {
	for (let i = 0; i < count; i++) {
		if (pauseMs > 0)
			await new Promise((resolve) => setTimeout(resolve, pauseMs));
		yield piece;
	}
}

const spaces = bytesOf(" ".repeat(65_536));

/** The honest answer, cut in the middle. */
const halved =
	(cut: boolean) =>
	(stage: Stage): Teller =>
	async (ask) => {
		const answer = await stage.honest(ask);
		const { length } = answer.body;
		return {
			...answer,
			body: answer.body.slice(0, length >> 1),
			headers: cut
				? { ...answer.headers, "content-length": String(length) }
				: answer.headers,
			cut,
		};
	};

const status = (code: number): Lie => ({
	name: `status ${code}`,
	target: "any",
	says: `Answers everything with HTTP status ${code}.`,
	ends: ["http-status"],
	aside: false,
	tell: always(() => said(bytesOf('{"message":"no"}'), code)),
});

let packedOnce: Uint8Array | undefined;
/** Packed once: the wallet is what is measured against the clock, and not this. */
const packed = (): Uint8Array => {
	packedOnce ??= gzipSync(bytesOf(" ".repeat(50 * mebibyte)));
	return packedOnce;
};

const undecodable = ["bad-json", "bad-ssz", "bad-field"] as const;

export const transportLies: readonly Lie[] = [
	status(400),
	status(429),
	status(500),
	status(503),
	{
		name: "a redirect to another place",
		target: "any",
		says: "Answers with a redirect.",
		ends: ["http-status", "unreachable"],
		aside: false,
		tell: always(() =>
			said(bytesOf(""), 302, { location: "http://127.0.0.1:9/" }),
		),
	},
	{
		name: "a connection that is cut in the middle of the answer",
		target: "any",
		says: "Promises the whole length, sends half of the answer and hangs up.",
		ends: ["unreachable"],
		aside: false,
		tell: halved(true),
	},
	{
		name: "half an answer",
		target: "any",
		says: "Sends the first half of the honest answer as if it were the whole.",
		ends: undecodable,
		aside: true,
		tell: halved(false),
	},
	{
		name: "an empty answer",
		target: "any",
		says: "Sends no byte under status 200.",
		ends: undecodable,
		aside: true,
		tell: always(() => said(new Uint8Array(0))),
	},
	{
		name: "an answer of 50 MB",
		target: "any",
		says: "Sends 50 MiB and one byte of blanks.",
		ends: ["too-large"],
		aside: true,
		tell: always(() =>
			said(
				(async function* () {
					yield* pieces(spaces, (50 * mebibyte) / spaces.length, 0);
					yield bytesOf(" ");
				})(),
			),
		),
	},
	{
		name: "a few bytes that unpack to 50 MB",
		target: "any",
		says: "Sends 50 MiB of blanks, compressed to a thousandth.",
		ends: ["too-large"],
		aside: true,
		tell: always(() =>
			said(packed(), 200, {
				...json,
				"content-encoding": "gzip",
			}),
		),
	},
	{
		name: "an answer without end",
		target: "any",
		says: "Sends blanks as fast as they are taken and never stops.",
		ends: ["too-large"],
		aside: true,
		tell: always(() => said(pieces(spaces, Number.POSITIVE_INFINITY, 0))),
	},
	{
		name: "an answer that trickles",
		target: "any",
		says: "Sends one byte every 100 ms and never stops.",
		ends: ["too-slow"],
		aside: false,
		tell: always(() =>
			said(pieces(bytesOf(" "), Number.POSITIVE_INFINITY, 100)),
		),
	},
	{
		name: "silence",
		target: "any",
		says: "Takes the request and never answers.",
		ends: ["too-slow"],
		aside: false,
		tell: always(() => said(pieces(bytesOf(" "), 1, 3_600_000))),
	},
	{
		name: "garbage",
		target: "any",
		says: "Sends random bytes under status 200.",
		ends: undecodable,
		aside: true,
		tell: always(({ chance }) =>
			said(Uint8Array.from({ length: 900 }, () => chance.below(256))),
		),
	},
	{
		name: "a page instead of data",
		target: "any",
		says: "Sends HTML under status 200, as captive portals do.",
		ends: undecodable,
		aside: true,
		tell: always(() =>
			said(bytesOf("<html><body>Sign in</body></html>"), 200, {
				"content-type": "text/html",
			}),
		),
	},
	{
		name: "JSON nested five thousand deep",
		target: "any",
		says: "Sends brackets only.",
		ends: ["bad-json"],
		aside: true,
		tell: always(() => said(bytesOf("[".repeat(5_000) + "]".repeat(5_000)))),
	},
	{
		name: "JSON of another shape",
		target: "any",
		says: "Sends a record that has nothing that was asked for.",
		ends: ["bad-field"],
		aside: true,
		tell: always(() => said(bytesOf('{"__proto__":{"result":"0x1"}}'))),
	},
];
