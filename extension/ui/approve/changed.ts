// What changed of an order since the person first saw it here. The signer read both; the difference is what to look at.

import type { ApprovalView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { gradeWords, namedWords, recipientSays } from "../words.ts";
import { shownCall } from "./compare.ts";

export type Change = {
	readonly what: string;
	readonly before: string;
	readonly now: string;
};

type Line = readonly [string, (of: ApprovalView) => readonly string[]];

/** Who it is for, and the code that runs. */
const codeLines = (): readonly Line[] => [
	[
		say().compare.whoReceivesIt,
		({ recipient }) =>
			recipient === null ? [] : [recipientSays()[recipient.kind]],
	],
	[
		say().compare.itsCode,
		({ recipient }) => [recipient?.codeHash ?? say().compare.none],
	],
	[
		say().compare.theContractsCode,
		({ exit }) =>
			exit === null
				? []
				: exit.isCodeKnown
					? [say().compare.theCodeThatTheNetworkFile]
					: [say().compare.otherCodeThanTheNetworkFile],
	],
	[
		say().compare.theCodeThatRuns,
		({ exit }) => [exit?.codeHash ?? say().compare.none],
	],
	[
		say().compare.theContract,
		({ exit }) => [exit?.contract ?? say().compare.none],
	],
	[
		say().compare.whatItDoes,
		({ exit }) => (exit?.says ?? []).map((one) => wordsOf(one)),
	],
];

/** What it moves and allows, and what it rests on. */
const effectLines = (): readonly Line[] => [
	[
		say().compare.whatLeavesOfEachToken,
		(approval) =>
			(shownCall(approval)?.tokens ?? []).map(
				({ token, most, why }) =>
					`${token}: ${most === null ? say().compare.all : groupDigits(most)} (${why}).`,
			),
	],
	[
		say().compare.whatItAllows,
		(approval) =>
			(shownCall(approval)?.allows ?? []).map(({ token, spender, amount }) =>
				say().compare.of(
					spender,
					amount === null ? say().compare.all : groupDigits(amount),
					token,
				),
			),
	],
	[
		say().compare.whatIsForetold,
		({ call }) =>
			call === undefined
				? []
				: [say().compare.triedOnBlock(groupDigits(call.foretold.blockNumber))],
	],
	[
		say().delegation.whoseCode,
		({ delegation }) =>
			delegation === undefined
				? []
				: [
						`${delegation.now ?? "none"} ${delegation.next ?? "none"} ${delegation.codeHash ?? ""}`,
					],
	],
	[
		say().compare.theNetwork,
		({ chain }) => [say().compare.in(chain.title, chain.symbol)],
	],
	[
		say().compare.whatCouldNotBeKnown,
		({ unknowns }) => unknowns.map((one) => wordsOf(one)),
	],
	[
		say().compare.whatItRestsOn,
		({ rests }) =>
			rests.map(
				({ what, grade }) => `${namedWords(what)}: ${gradeWords(grade)}.`,
			),
	],
];

const lines = (): readonly Line[] => [...codeLines(), ...effectLines()];

/** The sentences of one that the other does not have. */
const beyond = (one: readonly string[], other: readonly string[]): string => {
	const own = one.filter((sentence) => !other.includes(sentence));
	return own.length === 0 ? say().compare.nothingOfThis : own.join(" ");
};

/** Empty: it means the same. Never empty when the signer names it otherwise. */
export const changes = (
	before: ApprovalView,
	now: ApprovalView,
): readonly Change[] => {
	if (before.shown === now.shown) return [];
	const found = lines().flatMap(([what, read]) =>
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
		: [
				{
					what: say().compare.aPartOfIt,
					before: say().compare.asItWas,
					now: say().compare.asItIsBelow,
				},
			];
};
