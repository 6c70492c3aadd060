// How `sextant exit` prints what it found: maps, ways, approvals, how alive a rollup is. Words only.

import { ageWords, durationWords, formatUnits } from "../base/units.ts";
import type {
	ExitView,
	LivenessView,
	StageView,
	WayView,
} from "../protocol/exit-views.ts";
import type { ApprovalView } from "../protocol/views.ts";

const timeWords = (timeS: number): string =>
	`${new Date(timeS * 1000).toISOString().slice(0, 19)}Z`;

const marks: { readonly [state in StageView["state"]]: string } = {
	done: "[x]",
	waiting: "[.]",
	yours: "[>]",
	later: "[ ]",
	failed: "[!]",
	skipped: "[-]",
};

const stageLines = (stage: StageView): readonly string[] => [
	`  ${marks[stage.state]} ${stage.title}`,
	`      ${stage.words}`,
	...(stage.untilS === null || stage.state === "done"
		? []
		: [`      until ${timeWords(stage.untilS)}`]),
	...(stage.doneS === null ? [] : [`      done ${timeWords(stage.doneS)}`]),
	...(stage.proof === null ? [] : [`      known by: ${stage.proof}`]),
	...(stage.risk === null || stage.state === "done"
		? []
		: [`      could go wrong: ${stage.risk}`]),
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

/** The journey as a map. */
export const mapLines = (view: ExitView): readonly string[] => [
	`${view.title}: ${amountOf(view)} from ${view.chainTitle}${view.drill ? ", a rehearsal" : ""}`,
	`  exit ${view.id}, account ${view.account}, ${view.outcome}`,
	...view.stages.flatMap(stageLines),
	...(view.endsS === null ? [] : [`  over at ${timeWords(view.endsS)}`]),
	...(view.click === null
		? []
		: [
				`  next, by you: ${view.click.label} (sextant exit step ${view.id} --stage ${view.click.stage})`,
			]),
	...(view.fault === null
		? []
		: [`  not looked at anew: ${view.fault.code}, ${view.fault.detail}`]),
];

/** How long each step of a journey took, by when this device saw it. */
export const durationLines = (view: ExitView): readonly string[] => {
	let before = view.startedMs;
	return view.stages.flatMap(({ title, seenMs }) => {
		if (seenMs === null) return [];
		const tookS = (seenMs - before) / 1000;
		before = Math.max(before, seenMs);
		return [`  ${title}: ${durationWords(tookS)}`];
	});
};

export const wayLines = (way: WayView): readonly string[] => [
	`${way.way}: ${way.title}${way.isOpen ? "" : " (not open)"}`,
	`  ${way.words}`,
	...(way.lastsS === null
		? []
		: [`  takes about ${durationWords(way.lastsS)}`]),
	`  takes ${way.takes === "amount" ? "an amount" : "everything"}${way.tokens ? ", also of tokens" : ", ether alone"}${way.fromBegun ? "; can go on from a transaction that exists" : ""}`,
	...(way.fault === null ? [] : [`  ${way.fault.code}: ${way.fault.detail}`]),
];

/** What the signer itself read out of the order: what a yes is to. */
export const approvalLines = (
	approval: ApprovalView,
	nowMs: number,
): readonly string[] => {
	const { exit } = approval;
	return [
		exit === null ? "A transaction" : exit.title,
		...(exit?.says ?? []).map((line) => `  ${line}`),
		...(exit === null || exit.arrives === null
			? []
			: [
					`  arrives: ${exit.arrives.token === null ? `${formatUnits(BigInt(exit.arrives.amount), 18)} ETH` : `${exit.arrives.amount} units of ${exit.arrives.token}`}`,
				]),
		...(exit === null || exit.isCodeKnown
			? []
			: [
					`  the contract runs code that this release does not know: ${exit.codeHash}`,
				]),
		`  from ${approval.from}`,
		`  to   ${approval.to}`,
		`  leaves at most ${formatUnits(BigInt(approval.mostLeavesWei), 18)} ETH, of it fees at most ${formatUnits(BigInt(approval.mostFeeWei), 18)} ETH`,
		`  nonce ${approval.nonce}, gas at most ${approval.gasLimit}`,
		`  rests on proofs ${ageWords(approval.asOfS, nowMs)}, from checkpoint ${approval.checkpoint}`,
	];
};

export const livenessLines = (
	view: LivenessView,
	nowMs: number,
): readonly string[] => [
	`${view.title}: ${view.verdict}${view.sinceS === null ? "" : ` since ${timeWords(view.sinceS)}`}`,
	...view.words.map((line) => `  ${line}`),
	...(view.queue === null
		? []
		: [
				`  forced transactions that wait: ${view.queue.waiting}${view.queue.headDeadlineS === null ? "" : `, the oldest until ${timeWords(view.queue.headDeadlineS)}`}`,
			]),
	...view.flags.map(({ name, says }) => `  ${name}: ${says}`),
	...view.upgrades.map((line) => `  ${line}`),
	...(view.blind === null ? [] : [`  ${view.blind}`]),
	...(view.asOfS === null
		? []
		: [`  as Ethereum stood ${ageWords(view.asOfS, nowMs)}`]),
];
