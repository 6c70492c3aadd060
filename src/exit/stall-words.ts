// What the watch says to people: plain and calm, and no more than is proved. Words only; the facts are in stall.ts.

import { durationWords } from "../base/units.ts";
import type { Finality } from "../trust/grade.ts";
import type { Signal, Why } from "./stall.ts";
import type { Mark } from "./timeline.ts";

const things: { readonly [mark in Mark]: string } = {
	batch: "data",
	root: "state root",
};

export const unknown: { readonly [why in Why]: string } = {
	clock:
		"Not known: this device's clock is wrong. That says nothing about the rollup. Set the clock, then this is looked at again.",
	offline:
		"Not known: no Ethereum endpoint answers. It may be your own network. That says nothing about the rollup.",
	syncing:
		"Not known yet: this wallet is still checking Ethereum's own headers. That says nothing about the rollup.",
	"l1-stale":
		"Not known: Ethereum itself is not going on or not becoming final. That says nothing about the rollup.",
	"no-proofs":
		"Not known: the Ethereum endpoints answer, but give no proofs of this rollup's contracts. Another endpoint may.",
	"first-look":
		"Not known yet: this wallet has looked once and has nothing to compare with. It takes another look soon.",
	away: "Not known yet: something came while this wallet was not looking. It takes another look soon.",
};

export const notVisible =
	"Ethereum does not show whether this rollup is working: nothing that it keeps there tells.";

export const notJudged =
	"Ethereum shows numbers of this chain, but how often they change is not known here: a silence is not judged.";

/** What of a kind of rollup Ethereum does not show at all, whatever the verdict. */
export const blind = {
	pauses:
		"Ethereum shows only what is posted: a halt shorter than usual pauses, and a sequencer that leaves out your transactions alone, do not show.",
	unforced:
		"Ethereum shows only what is forced or posted: whether the operator takes ordinary transactions does not show.",
	state:
		"Only facts of Ethereum are read of this chain. What it says of balances is not proved here. What a number means is the network file's word: a zero stands at every wrong place as well.",
} as const;

export const frozen =
	"The rollup is frozen for good. It takes no transactions any more. What you have there can be taken out on Ethereum, out of the last proven state.";

export const paused =
	"Somebody who may do so has paused the rollup's contracts on Ethereum. Withdrawals wait until that ends.";

export const enforced =
	"Enforced mode: others than the operator may post blocks and proofs now.";

export const pastDeadline = (byS: number): string =>
	`The oldest forced transaction waits past its deadline, by ${durationWords(byS)}. The operator has not kept the rule that protects you.`;

/** How often a sign comes, by what was published. */
export const cadence = (
	mark: Mark,
	everyS: number,
	by: "operator" | "other",
): string =>
	`A new ${things[mark]} usually comes about every ${durationWords(everyS)}, by ${by === "operator" ? "its makers' documentation" : "others' documentation"}: silence is measured by that.`;

/** One sign, as a fact. */
export const signalWords = (signal: Signal): string => {
	const { mark, state, silentS, lastS, isNamed } = signal;
	const thing = things[mark];
	if (isNamed && silentS > 0)
		return `The account that the network file names as the one that posts has sent nothing on Ethereum for ${durationWords(silentS)}: that is proved.`;
	if (state === "idle")
		return mark === "batch"
			? "Nothing waits to be put on Ethereum."
			: "No root is due on Ethereum.";
	if (silentS > 0)
		return `No new ${thing} on Ethereum for ${durationWords(silentS)}: that is proved.`;
	return lastS === null
		? `Whether new ${thing} comes is not known yet.`
		: `New ${thing} came to Ethereum just before the newest look.`;
};

/** For late and stalled. */
export const silent = (
	{ mark, silentS, limits, isNamed }: Signal,
	isStalled: boolean,
): string => {
	const time = durationWords(silentS);
	const bound = durationWords(isStalled ? limits.stalledS : limits.lateS);
	if (isNamed)
		return `The account that the network file names as the one that posts has sent nothing for ${time}. More than ${bound} ${isStalled ? "counts as stalled" : "is unusual"}. Whether another account posts now is not known.`;
	if (mark === "batch")
		return isStalled
			? `The rollup has put nothing on Ethereum for ${time}. More than ${bound} counts as stalled. Your funds have not moved; a transaction there may not go through now.`
			: `The rollup has put nothing on Ethereum for ${time}. More than ${bound} is unusual. Often it goes on by itself.`;
	return isStalled
		? `No new state root has come to Ethereum for ${time}. More than ${bound} counts as stalled. Withdrawals cannot go on until one comes.`
		: `No new state root has come to Ethereum for ${time}. More than ${bound} is unusual. Withdrawals wait for the next one.`;
};

export const notFinal = (finality: Finality): readonly string[] =>
	finality === "final"
		? []
		: [
				"The Ethereum block this was read at is not final yet: it could still be dropped.",
			];

/** What else a silence could be. */
export const against = (
	silent: Signal,
	signals: readonly Signal[],
): readonly string[] => {
	const other = signals.find(({ mark }) => mark !== silent.mark);
	const goesOn =
		other?.state === "alive"
			? [
					silent.mark === "root"
						? "The rollup still posts its data, so its blocks go on."
						: "New state roots still come to Ethereum.",
				]
			: [];
	const usual =
		silent.mark === "batch"
			? [
					"The operator may be waiting for cheaper fees on Ethereum, or be at work on the rollup: Ethereum does not show why.",
					"Blocks may still be made by the sequencer and only not be posted.",
				]
			: [
					"Proposers may be late while the rollup itself works: Ethereum does not show why.",
				];
	const named = silent.isNamed
		? [
				"The network file may name another account than posts for this chain: then nothing is wrong with it.",
			]
		: [];
	return [...goesOn, ...named, ...usual];
};

/** What is well. */
export const alive = ({ mark, state, limits }: Signal): string =>
	state === "idle"
		? "The rollup works as far as Ethereum shows: nothing waits that it should have taken. Whether it takes transactions that are not forced, Ethereum does not show."
		: mark === "batch"
			? `The rollup works as far as Ethereum shows: it keeps posting its data, and ${durationWords(limits.lateS)} without any would be unusual.`
			: `The rollup works as far as Ethereum shows: new state roots keep coming, and ${durationWords(limits.lateS)} without one would be unusual.`;
