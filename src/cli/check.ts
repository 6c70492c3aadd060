// `sextant check`: runs the steps of a file again, offline.

import { parseArgs } from "node:util";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { formatUnits } from "../base/units.ts";
import { placeWords } from "../evidence/balance-place.ts";
import {
	checkBinding,
	decodeEvidence,
	type Evidence,
	evidence,
	mostChars,
} from "../evidence/evidence.ts";
import type { Coin } from "../l1/network.ts";
import { exitTitle } from "../l2/checks.ts";
import { at } from "../l2/wording.ts";
import { checkBalance } from "../receipt/balance.ts";
import { checkEvidence } from "../receipt/check.ts";
import { holdingsIn } from "../receipt/holdings.ts";
import {
	type CheckedLayerReceipt,
	checkLayerReceipt,
	decodeLayerReceipt,
} from "../receipt/layer-receipt.ts";
import {
	decodeMessageReceipt,
	type MessageReceipt,
} from "../receipt/message-receipt.ts";
import { coinOn } from "../receipt/networks.ts";
import { isExit, kindOfOrder } from "../receipt/orders.ts";
import {
	type CheckedReceipt,
	checkReceipt,
	decodeReceipt,
} from "../receipt/receipt.ts";
import { ageS } from "../trust/freshness.ts";
import { wordsOf } from "../words/catalogue.ts";
import { openKernel } from "./kernel.ts";
import { messageFindings } from "./message-check.ts";
import { hexOption, numberOption, readNetwork, readText } from "./options.ts";
import { say, sayJson } from "./print.ts";
import { basisLine, holdingsFacts, holdingsLines } from "./read-balance.ts";

/** The evidence in a file: by itself, or inside a dApp's answer. */
const evidenceIn = (text: string): Evidence => {
	const raw = d.parseJson(text, mostChars);
	if (typeof raw === "object" && raw !== null && "evidence" in raw)
		return evidence(raw.evidence, "evidence");
	return decodeEvidence(text);
};

type Receipt = ReturnType<typeof decodeReceipt>;
type LayerReceipt = ReturnType<typeof decodeLayerReceipt>;
type Tools = Parameters<typeof checkEvidence>[1] & {
	readonly networks: Parameters<typeof coinOn>[1];
};

/** What a file holds, checked: in words, and as JSON names it. */
type Findings = {
	readonly lines: readonly string[];
	readonly facts: Readonly<Record<string, unknown>>;
	/** The oldest of what was concluded; undefined where nothing has a time. */
	readonly asOfS: number | undefined;
};

const factsOfReceipt = ({
	hash,
	order,
	included,
	includedElsewhere,
}: CheckedReceipt | CheckedLayerReceipt) => ({
	hash,
	nonce: order.nonce,
	valueWei: order.valueWei.toString(),
	included,
	includedElsewhere,
});

const receiptFindings = async (
	receipt: Receipt,
	tools: Tools,
): Promise<Findings> => {
	const found = await checkReceipt(receipt, tools);
	return {
		asOfS: found.reading.asOfS,
		lines: [
			...receiptInWords(found, coinOn(found.order.chainId, tools.networks)),
		],
		facts: factsOfReceipt(found),
	};
};

const rollupFindings = async (
	onRollup: LayerReceipt,
	tools: Tools,
): Promise<Findings> => {
	const found = await checkLayerReceipt(onRollup, tools);
	return {
		asOfS: found.reading.asOfS,
		lines: [...rollupReceiptInWords(found)],
		facts: {
			...factsOfReceipt(found),
			program: found.reading.program,
		},
	};
};

const evidenceFindings = async (
	file: Evidence,
	tools: Tools,
): Promise<Findings> => {
	const { conclusions } = await checkEvidence(file, tools);
	const holdings = holdingsIn(conclusions);
	if (holdings !== null)
		return {
			lines: [
				...holdingsLines(holdings).map((line) => `  ${line}`),
				`  ${basisLine(holdings.at)}`,
				`  stands behind it: ${holdings.at.grade.who}, validity ${holdings.at.grade.validity}, ${holdings.at.grade.finality}`,
			],
			facts: holdingsFacts(holdings),
			asOfS: holdings.at.grade.asOfS,
		};
	const times = conclusions.map(({ value }) => timeOf(value));
	return {
		lines: conclusions.map(
			({ rule, value }) => `  ${rule}: ${describe(value)}`,
		),
		facts: { conclusions: conclusions.map(({ rule }) => rule) },
		asOfS: times.length === 0 ? undefined : Math.min(...times),
	};
};

const balanceFindings = async (
	file: Evidence,
	tools: Tools,
): Promise<Findings> => {
	const found = await checkBalance(file, tools);
	return {
		asOfS: found.at.grade.asOfS,
		lines: [
			...(found.place === null
				? [
						`  ${found.address} has ${amountOf(found.amount, coinOn(found.chainId, tools.networks))}`,
					]
				: [
						`  contract ${found.token} holds ${found.amount} for ${found.address} in its ${wordsOf(placeWords(found.place))}`,
						"  that the contract keeps its balances there is not in the file: know it of the token you expect; elsewhere everybody has zero",
					]),
			found.at.blockNumber === null
				? `  on chain ${found.chainId}, under the state root ${found.at.stateRoot}; L1 names no block of it`
				: `  on chain ${found.chainId}, block ${found.at.blockNumber}, ${found.at.blockHash}`,
			`  stands behind it: ${found.at.grade.who}, validity ${found.at.grade.validity}, ${found.at.grade.finality}`,
			...(found.warning === null ? [] : [`  ${found.warning}`]),
		],
		facts: {
			chainId: found.chainId,
			address: found.address,
			token: found.token,
			place: found.place,
			amount: found.amount.toString(),
			blockNumber: found.at.blockNumber,
			grade: found.at.grade,
		},
	};
};

/** @throws what the checks throw */
const findingsIn = (
	{
		receipt,
		onRollup,
		message,
		file,
	}: {
		readonly receipt: Receipt | undefined;
		readonly onRollup: LayerReceipt | undefined;
		readonly message: MessageReceipt | undefined;
		readonly file: Evidence;
	},
	tools: Tools,
): Promise<Findings> => {
	if (receipt !== undefined) return receiptFindings(receipt, tools);
	if (onRollup !== undefined) return rollupFindings(onRollup, tools);
	if (message !== undefined) return messageFindings(message, tools);
	return file.about === undefined
		? evidenceFindings(file, tools)
		: balanceFindings(file, tools);
};

export const check = async (args: readonly string[]): Promise<number> => {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			checkpoint: { type: "string" },
			"max-age": { type: "string" },
			network: { type: "string", multiple: true },
			challenge: { type: "string" },
			origin: { type: "string" },
			json: { type: "boolean" },
		},
	});
	const [path] = positionals;
	if (path === undefined || positionals.length > 1)
		throw new Fault("bad-params", "one FILE expected");
	const text = await readText(path);
	const format = formatOf(text);
	const receipt =
		format === "sextant-receipt-1" ? decodeReceipt(text) : undefined;
	const onRollup =
		format === "sextant-rollup-receipt-1"
			? decodeLayerReceipt(text)
			: undefined;
	const message =
		format === "sextant-message-receipt-1"
			? decodeMessageReceipt(text)
			: undefined;
	const file = (receipt ?? onRollup ?? message)?.evidence ?? evidenceIn(text);
	const checkpoint = hexOption("checkpoint", values.checkpoint, 32);
	const maxAgeS = numberOption("max-age", values["max-age"]);
	const challenge = hexOption("challenge", values.challenge, 32);
	if ((challenge === undefined) !== (values.origin === undefined))
		throw new Fault("bad-params", '"challenge" and "origin" go together');
	if (challenge !== undefined && values.origin !== undefined)
		checkBinding(file, { challenge, origin: values.origin });
	const tools = {
		kernel: await openKernel(),
		networks: await Promise.all((values.network ?? []).map(readNetwork)),
		// without one, the file's own: the steps are checked all the same, and the words say that nothing anchors them
		anchors: [checkpoint ?? file.checkpoint],
	};
	const anchored =
		checkpoint === undefined
			? `consistent, rooted at ${file.checkpoint}, not anchored`
			: `verified from checkpoint ${checkpoint}`;

	const found = await findingsIn({ receipt, onRollup, message, file }, tools);
	const { asOfS } = found;
	const lines = [...found.lines];
	const facts: Record<string, unknown> = {
		anchored: checkpoint !== undefined,
		checkpoint: file.checkpoint,
		network: file.network,
		steps: file.steps.length,
		...found.facts,
	};
	if (asOfS !== undefined && Number.isFinite(asOfS)) {
		const age = ageS(asOfS, Date.now());
		facts.ageS = age;
		lines.push(`  ${age} s old by this machine's clock`);
		if (maxAgeS !== undefined && age > maxAgeS)
			throw new Fault("stale-head", `${age} s old, at most ${maxAgeS}`);
	}
	if (values.json === true) sayJson(facts);
	else say(anchored, `${file.steps.length} steps run again`, ...lines);
	return 0;
};

const amountOf = (amount: bigint, { symbol, decimals }: Coin): string =>
	`${formatUnits(amount, decimals)} ${symbol}`;

const formatOf = (text: string): unknown =>
	part(d.parseJson(text, 2 * mostChars), "format");

const rollupReceiptInWords = (
	found: CheckedLayerReceipt,
): readonly string[] => {
	const { order, reading, included, includedElsewhere } = found;
	const warning = at(reading.profile, "warning");
	return [
		...kindOfOrder(order)
			.receiptLines(order, reading)
			.map((line) => `  ${wordsOf(line)}`),
		...(typeof warning === "string" && warning !== "" ? [`  ${warning}`] : []),
		included === null
			? includedElsewhere === null
				? "  the file does not show that a batch took it"
				: `  what shows that a batch took it starts from another root, ${includedElsewhere}: not checked`
			: `  taken by batch ${included.batch}, proven on L1 and checked again, ${included.grade.finality}`,
	];
};

const receiptInWords = (
	found: CheckedReceipt,
	coin: Coin,
): readonly string[] => {
	const { order, reading, included, includedElsewhere } = found;
	return [
		`  ${order.from} signed ${amountOf(order.valueWei, coin)} to ${order.to} on chain ${order.chainId}, nonce ${order.nonce}`,
		...(isExit(order)
			? [
					`  as a step of an exit from rollup ${order.rollup}: ${wordsOf(exitTitle(order.step))} (${order.step.kind}); the call is that of the step`,
					...reading.unknowns.map((unknown) => `  ${wordsOf(unknown)}`),
				]
			: []),
		`  transaction ${found.hash}, at most ${amountOf(reading.mostLeavesWei, coin)} could leave of ${amountOf(reading.balanceWei, coin)}`,
		`  allowed by the state of slot ${reading.headSlot}`,
		included === null
			? includedElsewhere === null
				? "  the file does not show that it was included"
				: `  its inclusion starts from another root, ${includedElsewhere}: not checked`
			: `  included in block ${included.blockNumber}, ${included.succeeded ? "succeeded" : "failed"}, ${included.grade.finality}`,
	];
};

const part = (value: unknown, name: string): unknown =>
	typeof value === "object" && value !== null && name in value
		? Reflect.get(value, name)
		: undefined;

/** The time the state was that; infinite for what has none. */
const timeOf = (value: unknown): number => {
	const grade = part(value, "grade") ?? part(part(value, "at"), "grade");
	const asOfS = part(grade, "asOfS") ?? part(value, "timeS");
	return typeof asOfS === "number" ? asOfS : Number.POSITIVE_INFINITY;
};

const describe = (value: unknown): string =>
	JSON.stringify(value, (_, inner: unknown) =>
		typeof inner === "bigint"
			? inner.toString()
			: typeof inner === "string" && inner.length > 140
				? `${inner.slice(0, 70)}…`
				: inner,
	);
