// What changed of an order since the person first saw it here. The signer read both; the difference is what to look at.

import { groupDigits } from "../../../src/base/units.ts";
import type { ApprovalView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { gradeWords, recipientSays } from "../words.ts";

export type Change = {
	readonly what: string;
	readonly before: string;
	readonly now: string;
};

type Line = readonly [string, (of: ApprovalView) => readonly string[]];

const lines: readonly Line[] = [
	[
		"who receives it",
		({ recipient }) =>
			recipient === null ? [] : [recipientSays[recipient.kind]],
	],
	["its code", ({ recipient }) => [recipient?.codeHash ?? "none"]],
	[
		"the contract's code",
		({ exit }) =>
			exit === null
				? []
				: exit.isCodeKnown
					? ["the code that the network file names"]
					: ["other code than the network file names"],
	],
	["the code that runs", ({ exit }) => [exit?.codeHash ?? "none"]],
	["the contract", ({ exit }) => [exit?.contract ?? "none"]],
	["what it does", ({ exit }) => (exit?.says ?? []).map((one) => wordsOf(one))],
	[
		"what leaves of each token",
		({ call }) =>
			(call?.tokens ?? []).map(
				({ token, most, why }) =>
					`${token}: ${most === null ? "all" : groupDigits(most)} (${why}).`,
			),
	],
	[
		"what it allows",
		({ call }) =>
			(call?.allows ?? []).map(
				({ token, spender, amount }) =>
					`${spender}: ${amount === null ? "all" : groupDigits(amount)} of ${token}.`,
			),
	],
	[
		"what is foretold",
		({ call }) =>
			call === undefined
				? []
				: [`Tried on block ${groupDigits(call.foretold.blockNumber)}.`],
	],
	[
		"whose code runs",
		({ delegation }) =>
			delegation === undefined
				? []
				: [
						`${delegation.now ?? "none"} ${delegation.next ?? "none"} ${delegation.codeHash ?? ""}`,
					],
	],
	["the network", ({ chain }) => [`${chain.title}, in ${chain.symbol}`]],
	[
		"what could not be known",
		({ unknowns }) => unknowns.map((one) => wordsOf(one)),
	],
	[
		"what it rests on",
		({ rests }) =>
			rests.map(({ what, grade }) => `${what}: ${gradeWords(grade)}.`),
	],
];

/** The sentences of one that the other does not have. */
const beyond = (one: readonly string[], other: readonly string[]): string => {
	const own = one.filter((sentence) => !other.includes(sentence));
	return own.length === 0 ? "nothing of this" : own.join(" ");
};

/** Empty: it means the same. Never empty when the signer names it otherwise. */
export const changes = (
	before: ApprovalView,
	now: ApprovalView,
): readonly Change[] => {
	if (before.shown === now.shown) return [];
	const found = lines.flatMap(([what, read]) =>
		read(before).join("\n") === read(now).join("\n")
			? []
			: [
					{
						what,
						before: beyond(read(before), read(now)),
						now: beyond(read(now), read(before)),
					},
				],
	);
	return found.length > 0
		? found
		: [{ what: "a part of it", before: "as it was", now: "as it is below" }];
};
