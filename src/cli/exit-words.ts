// How `sextant exit` prints what it found: maps, ways, approvals, how alive a rollup is. Words only.

import { plainName } from "../base/symbol.ts";
import { isoWords } from "../base/time.ts";
import { ageWords, durationWords, formatUnits } from "../base/units.ts";
import { stepTimes, timesNote, tookWords } from "../protocol/exit-times.ts";
import {
	chainKey,
	type ExitView,
	type LivenessView,
	type StageView,
	type WayView,
} from "../protocol/exit-views.ts";
import type { ApprovalView, OrderView } from "../protocol/views.ts";
import { sentencesOf, wordsOf } from "../words/catalogue.ts";

/** When and where a map is read: times are said from there, and the command that goes on names the folder. */
export type CommandPlace = { readonly nowMs: number; readonly folder: string };

/** The time, and how far off it is. */
const dueWords = (timeS: number, { nowMs }: CommandPlace): string => {
	const leftS = timeS - Math.floor(nowMs / 1000);
	return `${isoWords(timeS)} (${leftS >= 0 ? `in ${durationWords(leftS)}` : `${durationWords(-leftS)} ago`})`;
};

/** As a shell takes it for one word. */
const shellWord = (text: string): string =>
	/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

const marks: { readonly [state in StageView["state"]]: string } = {
	done: "[x]",
	waiting: "[.]",
	yours: "[>]",
	later: "[ ]",
	failed: "[!]",
	skipped: "[-]",
};

const stageLines = (
	stage: StageView,
	here: CommandPlace,
): readonly string[] => [
	`  ${marks[stage.state]} ${wordsOf(stage.title)}`,
	`      ${sentencesOf(stage.words)}`,
	...(stage.untilS === null || stage.state === "done"
		? []
		: [`      until ${dueWords(stage.untilS, here)}`]),
	...(stage.doneS === null ? [] : [`      done ${isoWords(stage.doneS)}`]),
	...(stage.proof === null ? [] : [`      known by: ${wordsOf(stage.proof)}`]),
	...(stage.risk === null || stage.state === "done"
		? []
		: [`      could go wrong: ${wordsOf(stage.risk)}`]),
	...(stage.costWei === null
		? []
		: [
				`      cost on L1 at most ${formatUnits(BigInt(stage.costWei), 18)} ETH`,
			]),
];

const amountOf = ({ amount, decimals, symbol }: ExitView): string =>
	amount === null
		? "everything"
		: `${formatUnits(BigInt(amount), decimals)} ${symbol}`;

const headLine = (view: ExitView): string =>
	`${wordsOf(view.title)}: ${amountOf(view)} from ${view.chainTitle}${view.drill ? ", a rehearsal" : ""}`;

const nextLines = (
	view: ExitView,
	{ folder }: CommandPlace,
): readonly string[] =>
	view.click === null
		? []
		: [
				`  next, by you: ${wordsOf(view.click.label)}`,
				`    sextant exit step ${shellWord(view.id)} --folder ${shellWord(folder)} --stage ${view.click.stage}`,
			];

const endLines = (view: ExitView, here: CommandPlace): readonly string[] => [
	...(view.endsS === null
		? []
		: [`  over about ${dueWords(view.endsS, here)}, as far as it can be said`]),
	...nextLines(view, here),
	...(view.outcome === "done" ? ["  It is over: all of it has arrived."] : []),
	...(view.outcome === "impossible"
		? ["  It cannot go on; the map says why. It can be begun anew."]
		: []),
	...(view.fault === null
		? []
		: [`  not looked at anew: ${view.fault.code}, ${view.fault.detail}`]),
];

/** The journey as a map. */
export const mapLines = (
	view: ExitView,
	here: CommandPlace,
): readonly string[] => [
	headLine(view),
	`  exit ${view.id}, ${view.outcome}`,
	`  account ${view.account}`,
	...view.stages.flatMap((stage) => stageLines(stage, here)),
	...endLines(view, here),
];

/** What is new on the map since it was last shown; nothing when nothing is. */
export const newsLines = (
	before: ExitView,
	now: ExitView,
	here: CommandPlace,
): readonly string[] => {
	const was = new Map(
		before.stages.map((stage) => [stage.id, JSON.stringify(stage)]),
	);
	const news = now.stages.filter(
		(stage) => was.get(stage.id) !== JSON.stringify(stage),
	);
	const isSame = (key: "click" | "outcome" | "fault"): boolean =>
		JSON.stringify(before[key]) === JSON.stringify(now[key]);
	if (
		news.length === 0 &&
		isSame("click") &&
		isSame("outcome") &&
		isSame("fault")
	)
		return [];
	return [
		isoWords(Math.floor(here.nowMs / 1000)),
		...news.flatMap((stage) => stageLines(stage, here)),
		...endLines(now, here),
	];
};

/** The exit in a list of several. */
export const listLines = (
	view: ExitView,
	here: CommandPlace,
): readonly string[] => [
	`${view.id}: ${headLine(view)}`,
	`  ${view.outcome}${view.lookedMs === null ? ", not looked at here yet" : `, as it was ${durationWords((here.nowMs - view.lookedMs) / 1000)} ago`}`,
	...nextLines(view, here),
];

/** Why there is nothing to sign: what the exit waits for, and until when. */
export const waitWords = (view: ExitView, here: CommandPlace): string => {
	if (view.outcome === "done") return `exit ${view.id} is over: it is done`;
	if (view.outcome === "impossible") return `exit ${view.id} cannot go on`;
	const waits = view.stages.find(({ state }) => state === "waiting");
	return waits === undefined
		? `exit ${view.id} waits for nothing of yours`
		: `exit ${view.id} waits at "${wordsOf(waits.title)}"${waits.untilS === null ? "" : `, until ${dueWords(waits.untilS, here)}`}`;
};

/** What is waited for after the signature. */
export const sentWords = (order: OrderView | undefined): string => {
	if (order?.state === "signed")
		return `Signed and kept. No endpoint took it yet${order.fault === null ? "" : ` (${order.fault.code}, ${order.fault.detail})`}; it is offered to each again and again.`;
	return order?.state === "sent"
		? `Sent: ${order.hash ?? ""}. It waits for a block of Ethereum whose head the committee signed.`
		: "";
};

/** How long each step of a journey took that is done. */
export const durationLines = (view: ExitView): readonly string[] => {
	const { steps, totalS } = stepTimes(view);
	return [
		...steps.map((step) => `  ${wordsOf(step.title)}: ${tookWords(step)}`),
		`  From the start: ${durationWords(totalS)}`,
		`  ${timesNote(steps)}`,
	];
};

export const wayLines = (way: WayView): readonly string[] => [
	`${way.way}: ${wordsOf(way.title)}${way.isOpen ? "" : " (not open)"}`,
	`  ${sentencesOf(way.words)}`,
	...(way.lastsS === null
		? []
		: [`  takes about ${durationWords(way.lastsS)}`]),
	`  takes ${way.takes === "amount" ? "an amount" : "everything"}${way.tokens ? ", also of tokens" : ", ether alone"}${way.fromBegun ? "; can go on from a transaction that exists" : ""}`,
	...(way.rehearsal === null ? [] : [`  rehearsal: ${wordsOf(way.rehearsal)}`]),
	...(way.fault === null ? [] : [`  ${way.fault.code}: ${way.fault.detail}`]),
];

/** What arrives, by what the signer's own file calls it: else in smallest units, by the token's address. */
const arrivesWords = ({
	exit,
	chain,
}: Pick<ApprovalView, "exit" | "chain">): string => {
	const arrives = exit?.arrives ?? null;
	if (arrives === null) return "nothing with this transaction";
	const { token, amount, named } = arrives;
	if (token === null)
		return `${formatUnits(BigInt(amount), chain.decimals)} ${chain.symbol}`;
	return named === null
		? `${amount} of the smallest units of ${token}`
		: `${formatUnits(BigInt(amount), named.decimals)} ${named.symbol} (${token})`;
};

const recipientWords: {
	readonly [kind in NonNullable<ApprovalView["recipient"]>["kind"]]: string;
} = {
	account: "an account without code",
	contract: "a contract, whose code runs",
	new: "an address that was never used on this chain",
	delegated: "an account that runs code it was given",
};

/** All that the signer itself read out of the order: what a yes is to. */
export const approvalLines = (
	approval: ApprovalView,
	nowMs: number,
): readonly string[] => {
	const { exit, chain, recipient, rollup } = approval;
	const coins = (wei: string): string =>
		`${formatUnits(BigInt(wei), chain.decimals)} ${chain.symbol}`;
	return [
		exit === null ? "A transaction" : wordsOf(exit.title),
		...(exit?.says ?? []).map((line) => `  ${wordsOf(line)}`),
		...(approval.onRollup?.leaves ?? []).map((line) => `  ${wordsOf(line)}`),
		...(exit === null ? [] : [`  arrives: ${arrivesWords(approval)}`]),
		...(exit === null
			? []
			: [
					`  out of ${exit.rollupTitle}, chain ${exit.rollupChainId}`,
					`  the contract ${exit.contract} runs ${exit.isCodeKnown ? "the code that the network file names" : "code that no network file here names"}: ${exit.codeHash}`,
				]),
		`  the engine says: asked by ${approval.origin === null ? "you, in this wallet" : plainName(approval.origin, 300)} (the signer cannot check who asks)`,
		`  on   ${chain.title}, chain ${approval.chainId}`,
		`  from ${approval.from}`,
		`  to   ${approval.to}${recipient === null ? "" : `, ${recipientWords[recipient.kind]}${recipient.codeHash === null ? "" : `: ${recipient.codeHash}`}`}`,
		...(rollup === null
			? []
			: [
					`  into account ${rollup.toIndex} of the rollup, from account ${rollup.fromIndex}, for the key ${rollup.toKey.ax}`,
					`  the proofs of batch ${rollup.batch} checked again by program ${rollup.program}`,
					...(rollup.warning === null ? [] : [`  warning: ${rollup.warning}`]),
				]),
		`  pays ${coins(approval.valueWei)}, ${approval.data === "0x" ? "and calls nothing" : `with ${(approval.data.length - 2) / 2} bytes of call data`}`,
		`  leaves at most ${coins(approval.mostLeavesWei)}, of it fees at most ${coins(approval.mostFeeWei)}`,
		`  of ${coins(approval.balanceWei)} that are proved to be there`,
		`  nonce ${approval.nonce}, gas at most ${approval.gasLimit} at ${formatUnits(BigInt(approval.maxFeePerGasWei), 9)} gwei at most`,
		`  rests on ${approval.steps} steps, checked by the signer down from checkpoint ${approval.checkpoint} to slot ${approval.headSlot}, ${ageWords(approval.asOfS, nowMs)}:`,
		...approval.rests.map(
			({ what, grade }) =>
				`    ${what}: ${grade.who}, validity ${grade.validity}, ${grade.finality}, ${ageWords(grade.asOfS, nowMs)}`,
		),
		...approval.unknowns.map((line) => `  not known: ${wordsOf(line)}`),
	];
};

export const livenessLines = (
	view: LivenessView,
	nowMs: number,
): readonly string[] => [
	`${view.title} (${chainKey(view)}): ${view.verdict}${view.sinceS === null ? "" : ` since ${isoWords(view.sinceS)}`}`,
	...view.words.map((line) => `  ${wordsOf(line)}`),
	...(view.queue === null
		? []
		: [
				`  forced transactions that wait: ${view.queue.waiting}${view.queue.headDeadlineS === null ? "" : `, the oldest until ${isoWords(view.queue.headDeadlineS)}`}`,
			]),
	...view.flags.map(
		({ name, says, atS }) =>
			`  ${name}: ${wordsOf(says)}${atS === null ? "" : ` ${isoWords(atS)}`}`,
	),
	...view.moments.map(
		({ name, atS, says }) => `  ${isoWords(atS)} ${name}: ${wordsOf(says)}`,
	),
	...(view.atOnce === null ? [] : [`  ${wordsOf(view.atOnce)}`]),
	...view.upgrades.map((line) => `  ${wordsOf(line)}`),
	...view.shown.map(
		({ says, value }) =>
			`  ${says} ${value ?? "not read: its contract runs other code"}`,
	),
	...(view.blind === null ? [] : [`  ${wordsOf(view.blind)}`]),
	...(view.asOfS === null
		? []
		: [`  as Ethereum stood ${ageWords(view.asOfS, nowMs)}`]),
];
