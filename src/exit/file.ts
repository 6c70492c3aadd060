// The file an exit goes on from on another device: the journey with the transactions that were signed for it, and the evidence
// that is kept. What a file says is a claim: its evidence is verified again before it counts, its signatures have to fit their
// orders, and no step is done by its word, for a way reads from L1 where it is.

import type { Hex } from "../base/bytes.ts";
import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { asFault, Fault } from "../base/fault.ts";
import { canonical, json } from "../evidence/canonical.ts";
import { mostExitFileChars } from "../protocol/plain.ts";
import { mostPieceChars, type PieceSummary } from "./evidence-store.ts";
import {
	attemptNumber,
	type Journey,
	type JourneyOrder,
	journeyCore,
	mostFileAttempts,
	mostFileOrders,
	orderIdOf,
} from "./journey.ts";

/** Room for what wraps the texts: quotes in them are escaped. */
const mostContentChars = 8_000_000;

/** A name of evidence that is printed: visible letters, in words with one space between them. */
const pieceName: Decode<string> = (raw, path) => {
	const name = d.text(80)(raw, path);
	if (!/^[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(name))
		throw new Fault("bad-field", `"${path}" is not a plain name`);
	return name;
};

const filePiece = d.record({
	way: d.text(40),
	name: pieceName,
	text: d.text(mostPieceChars),
	asOfS: d.int(),
});
export type FilePiece = Decoded<typeof filePiece>;

const fileOrder = d.record({
	stage: d.text(40),
	attempt: attemptNumber,
	/** The signed order as it lies in the ledger. */
	entry: d.text(800_000),
});
export type FileOrder = Decoded<typeof fileOrder>;

const fileJourney = d.record({
	...journeyCore,
	orders: d.list(fileOrder, mostFileOrders),
});

const exitFile = d.record({
	format: d.oneOf("sextant-exit-1"),
	network: d.text(40),
	chainId: d.int(1),
	account: d.address,
	madeMs: d.int(),
	/** Null: evidence alone. */
	journey: d.nullable(fileJourney),
	kept: d.list(filePiece, 256),
});
export type ExitFile = Decoded<typeof exitFile>;

/** @throws bad-file */
export const decodeExitFile = (source: string): ExitFile => {
	let file: ExitFile;
	try {
		file = exitFile(d.parseJson(source, mostExitFileChars), "file");
	} catch (thrown) {
		const fault = asFault(thrown);
		if (fault.kind === "malformed") throw new Fault("bad-file", fault.detail);
		throw fault;
	}
	if (file.journey !== null && file.journey.asked.account !== file.account)
		throw new Fault("bad-file", "its journey is of another account");
	return file;
};

/** An order of the file by the id that follows from its place. */
export const placedOrder = (
	journeyId: string,
	{ stage, attempt }: FileOrder,
): JourneyOrder => ({
	stage,
	attempt,
	id: orderIdOf(journeyId, stage, attempt),
});

export const exitFileText = (file: ExitFile): string => {
	const source = canonical(json(file, "file"));
	if (source.length > mostExitFileChars)
		throw new Fault("too-large", `${source.length} characters`);
	return source;
};

/** Those that a file has room for: of each stage the last ones, for an earlier one was over before the next was made. */
export const ordersForFile = (
	orders: readonly FileOrder[],
): readonly FileOrder[] =>
	orders
		.filter(
			({ stage, attempt }) =>
				orders.filter((one) => one.stage === stage && one.attempt > attempt)
					.length < mostFileAttempts,
		)
		.slice(-mostFileOrders);

/** A journey as a file holds it: nothing of when this device saw what. */
export const journeyForFile = (
	{ id, way, title, asked, drill: rehearsal, startedMs, state }: Journey,
	orders: readonly FileOrder[],
): NonNullable<ExitFile["journey"]> => ({
	id,
	way,
	title,
	asked,
	drill: rehearsal,
	startedMs,
	state,
	orders,
});

/**
 * The pieces that go into a file: what the journey needs, all of it, then the newest.
 * @throws too-large when not even what is needed has room
 */
export const piecesForFile = (
	kept: readonly PieceSummary[],
	isNeeded: (one: PieceSummary) => boolean,
): readonly PieceSummary[] => {
	const needed = kept.filter(isNeeded);
	const others = kept.filter((one) => !isNeeded(one));
	let chars = 0;
	const taken: PieceSummary[] = [];
	for (const one of [...needed, ...others]) {
		if (chars + one.chars > mostContentChars || taken.length >= 256) {
			if (isNeeded(one))
				throw new Fault("too-large", "what the exit needs fits no file");
			continue;
		}
		chars += one.chars;
		taken.push(one);
	}
	return taken;
};

/** Is the file for what is here? @throws exit-other */
export const checkIsHere = (
	{ network, chainId, account }: ExitFile,
	here: {
		readonly network: string;
		readonly chainIds: readonly number[];
		readonly accounts: readonly Hex[];
	},
): void => {
	if (network !== here.network)
		throw new Fault("exit-other", `it is for the network "${network}"`);
	if (!here.chainIds.includes(chainId))
		throw new Fault("exit-other", `it is for chain ${chainId}`);
	if (!here.accounts.includes(account))
		throw new Fault("exit-other", `it is for the account ${account}`);
};
