// A Safe as the screens draw it: what is proved now, what of it is other than it was, and what waits.

import type { Hex } from "../../base/bytes.ts";
import { readCall } from "../../evidence/known-calls.ts";
import {
	plainSafeTx,
	safeApproval,
	safeTxHash,
} from "../../evidence/safe-tx.ts";
import type { SafeTxView, SafeView } from "../../protocol/safe-ui.ts";
import type { SafeFacts } from "../../protocol/safe-views.ts";
import type { SafeState } from "../../state/safe.ts";
import {
	confirmationsOf,
	hashOfTx,
	type KeptSafe,
	type KeptTx,
} from "./record.ts";

export const factsOfSafe = ({
	at: _,
	approved: __,
	owners,
	modules,
	...rest
}: SafeState): SafeFacts => ({
	...rest,
	owners: [...owners],
	modules: [...modules],
});

const sorted = (list: readonly Hex[]): string => [...list].sort().join();

/** Does the same have a say in it, in the same way? Its count of transactions is no matter of that. */
export const isSameRule = (one: SafeFacts, other: SafeFacts): boolean =>
	one.singleton === other.singleton &&
	one.threshold === other.threshold &&
	one.guard === other.guard &&
	one.moduleGuard === other.moduleGuard &&
	one.fallbackHandler === other.fallbackHandler &&
	sorted(one.owners) === sorted(other.owners) &&
	sorted(one.modules) === sorted(other.modules);

const sendsOf = ({
	to,
	data,
}: Pick<KeptTx, "to" | "data">): SafeTxView["sends"] => {
	const call = readCall(to, data);
	return call.kind === "transfer"
		? { token: call.token, to: call.to, amount: call.amount.toString() }
		: null;
};

/** What it agrees to in another Safe, where it does. */
const outerView = (
	chainId: number,
	{ to: safe, outer }: KeptTx,
): Pick<SafeTxView, "outer"> => {
	if (outer === undefined) return {};
	const { to, valueWei, data, nonce } = outer;
	return {
		outer: {
			...{ safe, nonce },
			call: { to, valueWei: valueWei.toString(), data },
			sends: sendsOf(outer),
			hash: safeTxHash(
				chainId,
				safe,
				plainSafeTx({ to, valueWei, data }),
				nonce,
			),
		},
	};
};

const txView = (
	safe: KeptSafe,
	tx: KeptTx,
	now: SafeState,
	approvals: ReadonlyMap<Hex, readonly Hex[]>,
): SafeTxView => {
	const { to, valueWei, data, nonce } = tx;
	const hash = hashOfTx(safe, tx);
	const onChain = approvals.get(hash) ?? [];
	const signed = confirmationsOf(safe, tx, now.owners).map(
		({ owner }) => owner,
	);
	return {
		hash,
		call: { to, valueWei: valueWei.toString(), data },
		sends: sendsOf(tx),
		nonce,
		...outerView(safe.chainId, tx),
		approval: safeApproval(hash),
		confirmed: now.owners.filter((one) =>
			[...signed, ...onChain].includes(one),
		),
		onChain: [...onChain],
		lapsed: tx.confirmed
			.map(({ owner }) => owner)
			.filter((owner) => !now.owners.includes(owner)),
		turn: { isNow: nonce === now.nonce, isOver: nonce < now.nonce },
		hasRival: safe.txs.some((one) => one !== tx && one.nonce === nonce),
	};
};

/** What waits in it, in its turn: of that it is worth to ask who agreed. */
export const waitingIn = (
	kept: KeptSafe | undefined,
	{ nonce }: SafeState,
): readonly Hex[] =>
	kept === undefined
		? []
		: kept.txs
				.filter((tx) => tx.nonce >= nonce)
				.toSorted((a, b) => a.nonce - b.nonce)
				.map((tx) => hashOfTx(kept, tx));

/** @param signing the accounts that this wallet signs for. */
export const safeViewOf = (
	now: SafeState,
	kept: KeptSafe | undefined,
	signing: readonly Hex[],
	{
		approvals,
		contracts,
		through = [],
	}: {
		/** Who agreed by transactions of their own, by the hash of what to. */
		readonly approvals: ReadonlyMap<Hex, readonly Hex[]>;
		readonly contracts: SafeView["contracts"];
		readonly through?: SafeView["through"];
	},
): SafeView => {
	const facts = factsOfSafe(now);
	return {
		facts,
		grade: now.at.grade,
		ours: now.owners.filter((owner) => signing.includes(owner)),
		contracts,
		through,
		isKept: kept !== undefined,
		before:
			kept === undefined || isSameRule(kept.seen, facts) ? null : kept.seen,
		txs:
			kept === undefined
				? []
				: kept.txs
						.map((tx) => txView(kept, tx, now, approvals))
						.sort((a, b) => a.nonce - b.nonce),
	};
};
