// `sextant balance` for a chain that is only read: what the account is and what it has of each token, in words or as JSON.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { durationWords, formatUnits } from "../base/units.ts";
import { couldBeWrong, traceSteps } from "../engine/trace.ts";
import type { AddressHolding, ReadBasis } from "../l2/read.ts";
import { type Holdings, holdingsIn } from "../receipt/holdings.ts";
import { ageS } from "../trust/freshness.ts";
import type { AnyVerified } from "../trust/verified.ts";
import { sentencesOf, wordsOf } from "../words/catalogue.ts";

const lineOf = ({ amount, says }: AddressHolding): readonly string[] => [
	...says.map((one) => wordsOf(one)),
	...(amount === null
		? []
		: [
				`${formatUnits(amount.amount, amount.decimals)} ${amount.symbol}, of token ${amount.token}`,
			]),
];

/** What is proved of an address, a line each. */
export const holdingsLines = ({
	address,
	all,
}: Holdings): readonly string[] => [
	`${address}`,
	...all.flatMap(lineOf).map((line) => `  ${line}`),
];

/** The block it is all of. */
export const basisLine = ({
	chain,
	blockNumber,
	blockHash,
}: ReadBasis): string => `on ${chain}, block ${blockNumber}, ${blockHash}`;

export const holdingsFacts = ({ address, at, all }: Holdings) => ({
	chain: at.chain,
	address,
	amounts: all.flatMap(({ amount }) =>
		amount === null ? [] : [{ ...amount, amount: amount.amount.toString() }],
	),
	says: all.flatMap(({ says }) => says.map((one) => wordsOf(one))),
	blockNumber: at.blockNumber,
	blockHash: at.blockHash,
	grade: at.grade,
});

/** @throws evidence-step for what proves nothing of one address */
export const holdingsOf = (proved: readonly AnyVerified[]): Holdings => {
	const found = holdingsIn(proved);
	if (found === null)
		throw new Fault("evidence-step", "nothing is proved of an address");
	return found;
};

/** In words, with the chain of reasons: what several conclusions share is said once. */
export const holdingsReport = async (
	proved: readonly AnyVerified[],
	nowMs: number,
): Promise<readonly string[]> => {
	const found = holdingsOf(proved);
	const { grade } = found.at;
	const traced = await Promise.all(proved.map((one) => traceSteps(one)));
	const steps = traced.flatMap((one) =>
		one.map((step) =>
			[
				`  ${wordsOf(step.title)}: ${wordsOf(step.detail)}`,
				...step.facts.map(
					({ name, value }) => `      ${name}  ${wordsOf(value)}`,
				),
			].join("\n"),
		),
	);
	const [first] = proved;
	const wrong = first === undefined ? null : await couldBeWrong(first);
	return [
		...holdingsLines(found),
		basisLine(found.at),
		`${grade.who}, ${grade.finality}, ${durationWords(ageS(grade.asOfS, nowMs))} old`,
		"",
		...new Set(steps),
		...(wrong === null
			? []
			: ["", `Could this still be wrong? ${sentencesOf(wrong)}`]),
	];
};

/** The same as JSON. */
export const holdingsJson = (
	proved: readonly AnyVerified[],
	of: { readonly network: string; readonly checkpoint: Hex },
	nowMs: number,
) => {
	const found = holdingsOf(proved);
	return {
		...of,
		...holdingsFacts(found),
		ageS: ageS(found.at.grade.asOfS, nowMs),
	};
};
