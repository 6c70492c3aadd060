// Who may take what of the chosen account: each candidate asked of the contract that decides it, in calls that run here over proved
// state. What is not among the candidates is not looked for, and the screen says so.

import { abiAddress, abiCall } from "../base/abi.ts";
import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { mostSymbol, plainName } from "../base/symbol.ts";
import { isUnlimited } from "../base/units.ts";
import { selectorsOf } from "../crypto/selector.ts";
import { evidenceOf } from "../evidence/evidence.ts";
import { permit2 } from "../evidence/known-calls.ts";
import {
	type AnswerApart,
	mostTogether,
	type Question,
	readManyApart,
} from "../evm/many-calls.ts";
import type { ProvedState } from "../evm/prove.ts";
import {
	type AllowancesView,
	mostAllowances,
	type StandingAllowance,
} from "../protocol/allowance-views.ts";
import { isSlotRule } from "../state/premises.ts";
import { spenderName } from "../tokens/spenders.ts";
import {
	type AllowanceHistory,
	type AllowancePair,
	allowancePairs,
	permit2Pairs,
} from "./allowance-candidates.ts";
import {
	type HeldItem,
	type ItemAnswer,
	itemQuestions,
	itemsToAsk,
	mostItems,
	readItems,
} from "./allowance-items.ts";
import type { Token } from "./settings.ts";
import { toldApart } from "./token-words.ts";
import type { TraceStore } from "./trace-store.ts";

const selectors = selectorsOf({
	token: "allowance(address,address)",
	permit2: "allowance(address,address,address)",
	all: "isApprovedForAll(address,address)",
});

/** More are not asked at once: each twenty are a run of their own. */
const mostAsked = 400;

const questionOf = (
	{ kind, token, spender }: AllowancePair,
	account: Hex,
): Question => {
	const [owner, who] = [abiAddress(account), abiAddress(spender)];
	return kind === "permit2"
		? {
				to: permit2,
				data: abiCall(selectors.permit2, owner, abiAddress(token), who),
				words: 3,
			}
		: { to: token, data: abiCall(selectors[kind], owner, who), words: 1 };
};

/** Without words: the contract gives no such answer. */
type Answer = AnswerApart & { readonly pair: AllowancePair };

const askMany = async (
	state: ProvedState,
	questions: readonly Question[],
	signal?: AbortSignal,
): Promise<readonly AnswerApart[]> => {
	const found: AnswerApart[] = [];
	for (let i = 0; i < questions.length; i += mostTogether)
		found.push(
			...(await readManyApart(
				state,
				questions.slice(i, i + mostTogether),
				signal,
			)),
		);
	return found;
};

const askAll = async (
	state: ProvedState,
	pairs: readonly AllowancePair[],
	account: Hex,
	signal?: AbortSignal,
): Promise<readonly Answer[]> => {
	const questions = pairs.map((pair) => questionOf(pair, account));
	const answers = await askMany(state, questions, signal);
	return pairs.flatMap((pair, at) => {
		const answer = answers[at];
		return answer === undefined ? [] : [{ ...answer, pair }];
	});
};

/** The end of the year 9999: what ends later does not end by itself, for any person. */
const farS = 253_402_300_799n;
/** Most of what Permit2 counts in. */
const permit2Most = (1n << 160n) - 1n;

/** What the answer allows; null for nothing, also where it has ended by the time of its block. */
const allowedBy = ({
	pair: { kind },
	words,
	result,
}: Answer): Pick<
	StandingAllowance,
	"amount" | "isUnlimited" | "untilS"
> | null => {
	const [word = 0n, until = 0n] = words ?? [];
	if (word === 0n || result === null) return null;
	// any word but zero: a contract that answers badly is taken for one that allows
	if (kind === "all") return { amount: null, isUnlimited: true, untilS: null };
	if (kind === "token")
		return {
			amount: word.toString(),
			isUnlimited: isUnlimited(word),
			untilS: null,
		};
	if (until < BigInt(result.value.at.grade.asOfS)) return null;
	return {
		amount: word.toString(),
		isUnlimited: word >= permit2Most || isUnlimited(word),
		untilS: until > farS ? null : Number(until),
	};
};

export type AllowanceSubject = {
	readonly chainId: number;
	readonly chainTitle: string;
	readonly coinSymbol: string;
	readonly account: Hex;
	/** The account's list on that chain. */
	readonly tokens: readonly Token[];
	readonly collections: readonly Hex[];
	/** Of those, the single ones on the account's list. */
	readonly items: readonly HeldItem[];
	readonly history: AllowanceHistory;
};

const namedOf = (
	{ tokens, coinSymbol }: AllowanceSubject,
	address: Hex,
): StandingAllowance["named"] => {
	const token = tokens.find((one) => one.address === address);
	if (token === undefined || token.by === "person") return null;
	const { decimals } = token;
	const symbol = plainName(token.symbol, mostSymbol);
	return { symbol: toldApart(symbol, address, [coinSymbol]), decimals };
};

/** What every row says of whose it is, and what it rests on. */
const provedRow = (
	subject: AllowanceSubject,
	token: Hex,
	spender: Hex,
	result: NonNullable<AnswerApart["result"]>,
	remember: TraceStore["remember"],
): Pick<
	StandingAllowance,
	"named" | "spenderName" | "trailId" | "grade" | "blockNumber"
> => ({
	named: namedOf(subject, token),
	spenderName: spenderName(subject.chainId, spender),
	trailId: remember(
		result,
		`What is allowed on ${subject.chainTitle}`,
		"what the contracts answer",
		() =>
			evidenceOf(
				...result.premises
					.filter(({ rule }) => isSlotRule(rule) || rule === "code")
					.slice(0, 64),
			),
		{ noFile: "the contracts' own code answers it" },
	),
	grade: result.value.at.grade,
	blockNumber: result.value.at.blockNumber,
});

/** The row of an answer; none where nothing is allowed. */
const rowOf = (
	subject: AllowanceSubject,
	answer: Answer,
	remember: TraceStore["remember"],
): readonly StandingAllowance[] => {
	const allowed = allowedBy(answer);
	const { pair, result } = answer;
	if (allowed === null || result === null) return [];
	const { token, spender } = pair;
	return [
		{
			...{ ...pair, ...allowed },
			...provedRow(subject, token, spender, result, remember),
		},
	];
};

/** The row of a single collectible; none where nobody may take it. */
const rowOfItem = (
	subject: AllowanceSubject,
	{ token, item, spender, answer }: ItemAnswer,
	remember: TraceStore["remember"],
): readonly StandingAllowance[] => {
	const { result } = answer;
	if (spender === null || spender === "nobody" || result === null) return [];
	return [
		{
			...{ kind: "one", token, item, spender },
			...{ amount: null, isUnlimited: false, untilS: null },
			...provedRow(subject, token, spender, result, remember),
		},
	];
};

/** Those without an end and of everything first. */
const byWeight = (one: StandingAllowance, other: StandingAllowance): number =>
	Number(other.isUnlimited) - Number(one.isUnlimited);

/**
 * What is allowed now, of all that there is a reason to ask about.
 * @throws what `readManyApart` throws: a part that could not be asked is no part of an answer
 */
export const readAllowances = async (
	state: ProvedState,
	subject: AllowanceSubject,
	remember: TraceStore["remember"],
	signal?: AbortSignal,
): Promise<AllowancesView> => {
	const { account, chainId, history, tokens, collections } = subject;
	const all = allowancePairs(
		history,
		account,
		chainId,
		tokens.map((token) => token.address),
		collections,
	);
	const plain = all.filter(({ kind }) => kind !== "permit2");
	const items = itemsToAsk(history, account, chainId, subject.items);
	// with nothing to ask about, "nothing" is an answer of now all the same, or it is none
	if (plain.length === 0 && items.length === 0)
		await state.read([{ address: account, slots: [] }], null, signal);
	const first = await askAll(state, plain.slice(0, mostAsked), account, signal);
	/** Of no other token does an allowance that Permit2 keeps count for anything. */
	const through = first
		.filter(
			({ pair, words }) =>
				pair.kind === "token" &&
				pair.spender === permit2 &&
				(words?.[0] ?? 0n) > 0n,
		)
		.map(({ pair }) => pair.token);
	const behind = through.flatMap((token) => permit2Pairs(all, chainId, token));
	const second = await askAll(
		state,
		behind.slice(0, mostAsked),
		account,
		signal,
	);
	const answers = [...first, ...second];
	const looked = items.slice(0, mostItems);
	const single = readItems(
		looked,
		await askMany(state, itemQuestions(looked), signal),
		account,
	);
	if (
		[...answers, ...single.map(({ answer }) => answer)].some(
			({ result }) => result !== null && result.value.at.chainId !== chainId,
		)
	)
		throw new Fault("internal", "an answer of another chain");
	const rows = [
		...answers.flatMap((answer) => rowOf(subject, answer, remember)),
		...single.flatMap((one) => rowOfItem(subject, one, remember)),
	].sort(byWeight);
	const asked = [...answers.map(({ pair }) => pair), ...single];
	return {
		account,
		rows: rows.slice(0, mostAllowances),
		asked:
			answers.filter(({ words }) => words !== null).length +
			single.filter(({ spender }) => spender !== null).length,
		unread:
			answers.filter(({ words }) => words === null).length +
			single.filter(({ spender }) => spender === null).length,
		left:
			items.length -
			looked.length +
			plain.length +
			behind.length -
			answers.length +
			Math.max(0, rows.length - mostAllowances),
		tokens: new Set(asked.map(({ token }) => token)).size,
		spenders: new Set(answers.map(({ pair }) => pair.spender)).size,
	};
};
