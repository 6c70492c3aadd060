// Two Safes read together: the one that is called, and the one in which it agrees to something or by whose owner's word it is called.

import type { Hex } from "../base/bytes.ts";
import {
	isSafeApproval,
	isSafeExecution,
	readSafeExecution,
} from "../evidence/safe-tx.ts";
import type { WantedAccount } from "../state/capture.ts";
import type { SafeState } from "../state/safe.ts";
import { isSafeProxy } from "../state/safe-layout.ts";
import type { Verified } from "../trust/verified.ts";
import type { CallAsked } from "../wallet/order-context.ts";
import type { Calls } from "./calls.ts";
import type { AccountRead, Reader } from "./reader.ts";
import { learnSafe, type SafePlaces, safeOf, safeWanted } from "./safe-read.ts";
import { placesToExecute } from "./safes/approvals.ts";

/** A Safe, and where its facts stand. */
export type SafeAt = { readonly address: Hex; readonly places: SafePlaces };

/** So many owners are looked at for the one whose owner acts. */
const mostLooked = 12;

/** What is proved of all of them, each account once: two may run one code. */
export const safesWanted = (
	safes: readonly SafeAt[],
): readonly WantedAccount[] => {
	const wanted = safes.flatMap(({ address, places }) =>
		safeWanted(address, places),
	);
	return wanted.filter(
		({ address }, i) =>
			wanted.findIndex((one) => one.address === address) === i,
	);
};

/** Each out of what was read for `safesWanted`. @throws as `safeOf` */
export const safesOf = (
	reads: readonly AccountRead[],
	safes: readonly SafeAt[],
): readonly Verified<SafeState>[] => {
	const byAddress = new Map(
		reads.map((read) => [read.account.value.address, read]),
	);
	return safes.map(({ address, places }) =>
		safeOf(
			[address, places.singleton].flatMap((one) => byAddress.get(one) ?? []),
			places,
		),
	);
};

/** All at one block. @throws as `safesOf` */
export const proveSafes = async (
	reader: Reader,
	safes: readonly SafeAt[],
): Promise<readonly Verified<SafeState>[]> => {
	if (safes.length === 0) return [];
	const { reads } = await reader.read(safesWanted(safes), "latest");
	return safesOf(reads, safes);
};

type Tools = {
	readonly reader: Reader;
	readonly calls: Pick<Calls, "call">;
};

/** The first of these owners that is a Safe of which the account is an owner; undefined where there is none. */
export const safeThrough = async (
	{ reader, calls }: Tools,
	owners: readonly Hex[],
	account: Hex,
): Promise<SafeAt | undefined> => {
	const { reads } = await reader.read(
		owners.slice(0, mostLooked).map((address) => ({ address, slots: [] })),
		"latest",
	);
	for (const read of reads) {
		const { address, codeHash } = read.account.value;
		if (!isSafeProxy(codeHash)) continue;
		const places = await learnSafe(reader, calls, address);
		if (places.owners.includes(account)) return { address, places };
	}
	return undefined;
};

/**
 * The Safes that an order rests on, the called one first; none where no Safe is told to act or agreed with.
 * @throws as `learnSafe`; safe-terms, safe-signature
 */
export const safesOfOrder = async (
	tools: Tools,
	from: Hex,
	to: Hex,
	{ data, agrees, outer }: CallAsked,
): Promise<readonly SafeAt[]> => {
	const { reader, calls } = tools;
	const isExecution = isSafeExecution(data);
	if (!isExecution && !(isSafeApproval(data) && agrees !== undefined))
		return [];
	const learnt = await learnSafe(reader, calls, to);
	const places = isExecution
		? await placesToExecute(reader, learnt, { from, to, data })
		: learnt;
	const called = { address: to, places };
	if (outer !== undefined) {
		const into = isExecution ? readSafeExecution(data).tx.to : agrees?.to;
		if (into === undefined) return [called];
		return [
			called,
			{ address: into, places: await learnSafe(reader, calls, into) },
		];
	}
	if (!isExecution || places.owners.includes(from)) return [called];
	const through = await safeThrough(tools, places.owners, from);
	return through === undefined ? [called] : [called, through];
};
