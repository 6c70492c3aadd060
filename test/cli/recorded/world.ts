// What a recording is served as: L1 as far as it was recorded, L1 completed by what is made, and the layer 2's node.

import type { Hex } from "../../../src/base/bytes.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { knownNetworks, type L1Network } from "../../../src/l1/network.ts";
import type { AnyVerified } from "../../../src/trust/verified.ts";
import {
	l1Basis,
	l1Proved,
	type OnL1,
	type Recording,
} from "../../conformance/l2-chain/recording.ts";
import { fieldsIn, listIn } from "../../conformance/state-l1/case.ts";
import type { Answers } from "./serve.ts";
import {
	type GivenAccount,
	givenState,
	recordedState,
	type ServedState,
} from "./state.ts";

export type RecordedWorld = {
	readonly network: L1Network;
	/** As `--chain` takes it. */
	readonly chain: string;
	readonly address: Hex;
	/** The L1 block's number and time, Unix seconds. */
	readonly number: number;
	readonly timeS: number;
	/** Every account of L1 that the rules read: what was recorded as it was, the rest made. */
	readonly completed: ReadonlyMap<Hex, GivenAccount>;
	/** What an L1 node answers besides blocks and proofs. */
	readonly l1More?: Answers;
	readonly l2: Answers;
	/** Where no profile that ships can be used over the completed L1: a network of its own with one that can. */
	readonly own?: {
		readonly network: L1Network;
		readonly chain: string;
		readonly watched: object;
	};
	readonly expected:
		| {
				readonly is: "account";
				/** @throws where what was printed, or what the evidence proves, is not what was recorded */
				readonly check: (
					printed: Json,
					conclusion: readonly AnyVerified[],
				) => void;
		  }
		| {
				/** The recording ends at roots of states: the blocks under them, which the layer 2's node is asked for and has not. */
				readonly is: "roots";
				readonly blocks: readonly number[];
		  };
};

export const networkOf = ({ l1 }: Recording): L1Network | null => {
	const { chainId } = fieldsIn(l1);
	return knownNetworks.find((one) => one.chainId === chainId) ?? null;
};

/** L1 as it was recorded, and nothing else. */
export const asRecorded = ({ l1, l1Accounts }: Recording): ServedState => {
	const accounts = listIn(l1Accounts).map(fieldsIn);
	const nodes = accounts.flatMap(({ accountProof, storageProof }) => [
		...listIn(accountProof ?? []),
		...listIn(storageProof ?? []).flatMap((slot) =>
			listIn(fieldsIn(slot).proof ?? []),
		),
	]);
	const codes = accounts.flatMap(({ address, code }): [Hex, Hex][] =>
		typeof code === "string"
			? [[`0x${String(address).slice(2)}`, `0x${code.slice(2)}`]]
			: [],
	);
	return recordedState(
		l1Basis(l1).value.stateRoot,
		nodes.map((node): Hex => `0x${String(node).slice(2)}`),
		new Map(codes),
	);
};

export const provedOf = ({ l1, l1Accounts }: Recording): readonly OnL1[] =>
	l1Proved(l1Basis(l1), l1Accounts);

/** The L1 block's number and time, Unix seconds, where the recording says them; else at the given time. */
export const whenOf = (
	{ l1 }: Recording,
	otherwiseS: number,
): { readonly number: number; readonly timeS: number } => {
	const { blockNumber, grade } = l1Basis(l1).value;
	const { header } = fieldsIn(l1);
	const inHeader =
		header === undefined || header === null
			? undefined
			: fieldsIn(header).timestamp;
	return {
		// a made chain needs a number that is one
		number: blockNumber === null || blockNumber === 0 ? 1 : blockNumber,
		timeS: grade.asOfS !== 0 ? grade.asOfS : Number(inHeader ?? otherwiseS),
	};
};

/** Does the recording have another word there: then it is of a day on which the contract was not what the profile pins. */
export const isOtherwise = (
	proved: readonly OnL1[],
	address: Hex,
	key: Hex,
	word: Hex,
): boolean =>
	proved.some(
		({ account, slots }) =>
			account.value.address === address &&
			slots.some(
				({ value }) => value.key === key && value.word !== BigInt(word),
			),
	);

/** Code of nothing in particular: no proxy, no clone, no delegation. */
export const madeCode: Hex = "0x60006000fd";

/** What a made part of L1 says of an account. */
export type Made = {
	readonly codeHash?: Hex;
	readonly code?: Hex;
	readonly slots?: ReadonlyMap<Hex, bigint>;
};

/**
 * The accounts that were recorded, with the slots that were, and behind them what is made. A slot that was recorded is never made,
 * unless it is named in `instead`.
 */
export const completed = (
	proved: readonly OnL1[],
	made: ReadonlyMap<Hex, Made>,
	instead: ReadonlyMap<Hex, bigint> = new Map(),
): ReadonlyMap<Hex, GivenAccount> => {
	const addresses = new Set([
		...proved.map(({ account }) => account.value.address),
		...made.keys(),
	]);
	return new Map(
		[...addresses].map((address): [Hex, GivenAccount] => {
			const own = proved.find(
				({ account }) => account.value.address === address,
			);
			const { slots = new Map<Hex, bigint>(), ...rest } =
				made.get(address) ?? {};
			const storage = new Map<Hex, bigint>([
				...slots,
				...(own?.slots.map(({ value }): [Hex, bigint] => [
					value.key,
					value.word,
				]) ?? []),
			]);
			for (const [key, word] of instead)
				if (storage.has(key)) storage.set(key, word);
			if (own === undefined)
				return [address, { nonce: 1, code: madeCode, ...rest, storage }];
			const { nonce, balanceWei, codeHash } = own.account.value;
			return [
				address,
				{
					nonce,
					balanceWei,
					codeHash,
					...(own.code === null ? {} : { code: own.code.value.bytes }),
					storage,
				},
			];
		}),
	);
};

export const stateOf = (world: RecordedWorld): ServedState =>
	givenState(world.completed);
