// What screens may ask about Safe accounts, and what the signer says of what was asked of it.

import type { Hex } from "../../base/bytes.ts";
import { Fault, type FaultJson } from "../../base/fault.ts";
import type { SafeCall } from "../../evidence/safe-tx.ts";
import type { Handlers } from "../../protocol/channel.ts";
import type { ui } from "../../protocol/methods.ts";
import { assetCall } from "../../wallet/asset-call.ts";
import { approvalsOf } from "./approvals.ts";
import { contractsAmong } from "./contract-owners.ts";
import {
	hashOfTx,
	type KeptSafe,
	type KeptTx,
	safeTxFileText,
	txOf,
	withConfirmation,
	withTx,
} from "./record.ts";
import { SafeSession, type SafesTools } from "./session.ts";
import type { SafeStore } from "./store.ts";
import { safeViewOf, waitingIn } from "./view.ts";

export type Safes = {
	readonly handlers: Pick<
		Handlers<typeof ui, undefined>,
		Extract<keyof typeof ui, `safe.${string}`>
	>;
	/** An agreement came from the signer; on disk when it resolves. @returns false where it is of no Safe */
	readonly signed: (id: string, signature: Hex) => Promise<boolean>;
	/** @returns false where it is of no Safe */
	readonly refused: (id: string, fault: FaultJson | null) => Promise<boolean>;
	readonly kept: () => readonly Hex[];
};

/** It lies with the signer, or did: which Safe, and which of its transactions. */
const askedBy = (
	store: SafeStore,
	id: string,
): { readonly safe: KeptSafe; readonly tx: KeptTx } | null => {
	for (const safe of store.all())
		for (const tx of safe.txs) if (tx.asking?.id === id) return { safe, tx };
	return null;
};

/** What is said to be signed, or not, by what was asked. */
const decisions = ({
	store,
	changed,
	signer,
}: SafesTools): Pick<Safes, "signed" | "refused"> & {
	readonly leave: (id: string) => Promise<void>;
} => {
	const over = async (id: string): Promise<boolean> => {
		const found = askedBy(store, id);
		if (found === null) return false;
		const { safe, tx } = found;
		await store.change(safe.chainId, safe.seen.address, (was) =>
			withTx(was, hashOfTx(safe, tx), (one) => ({ ...one, asking: null })),
		);
		changed();
		return true;
	};
	return {
		signed: async (id, signature) => {
			const found = askedBy(store, id);
			if (found === null) return false;
			const { safe, tx } = found;
			const hash = hashOfTx(safe, tx);
			const account = tx.asking?.account;
			if (account === undefined) return false;
			await store.change(safe.chainId, safe.seen.address, (was) =>
				withTx(
					withConfirmation(was, hash, signature, [account]),
					hash,
					(one) => ({ ...one, asking: null }),
				),
			);
			changed();
			return true;
		},
		refused: (id) => over(id),
		leave: async (id) => {
			if (askedBy(store, id) === null) return;
			await signer()("message.withdraw", { id }).catch(() => {
				// out of reach, it signs nothing
			});
			await over(id);
		},
	};
};

/** What a Safe calls to send something of its own. */
const callOfAsset = (
	asset: Parameters<typeof assetCall>[0],
	safe: Hex,
	to: Hex,
): SafeCall => {
	const { call, ...rest } = assetCall(asset, safe, to);
	return { ...rest, data: call?.data ?? "0x" };
};

/** What becomes an order of an account, or leads there. */
const ordering = (
	session: SafeSession,
): Pick<
	Safes["handlers"],
	"safe.import" | "safe.nest" | "safe.approve" | "safe.execute"
> => ({
	"safe.import": ({ file }) => session.import(file),
	"safe.nest": ({ address, hash, inner }) => session.nest(address, hash, inner),
	"safe.approve": ({ id, address, hash, account }) =>
		session.approve(id, address, hash, account),
	"safe.execute": ({ id, address, hash, account }) =>
		session.execute(id, address, hash, account),
});

const handlersOf = (
	tools: SafesTools,
	session: SafeSession,
	leave: (id: string) => Promise<void>,
): Safes["handlers"] => {
	const { store, chain, signing, changed } = tools;
	const look = async (address: Hex) => {
		const { chain: on, proved, kept } = await session.read(address);
		const { value } = proved;
		const waiting = waitingIn(kept, value);
		const [approvals, contracts, through] = await Promise.all([
			approvalsOf(on.reader, value, waiting),
			contractsAmong(on.reader, value.owners),
			session.through(value),
		]);
		const more = { approvals, contracts, through };
		return safeViewOf(value, kept, signing(), more);
	};
	/** What goes from the list is not left to be signed. */
	const leaveAll = async (address: Hex, of: Hex | null): Promise<void> => {
		const safe = store.find((await chain()).chainId, address);
		for (const tx of safe?.txs ?? [])
			if (safe !== undefined && tx.asking !== null)
				if (of === null || hashOfTx(safe, tx) === of) await leave(tx.asking.id);
	};
	return {
		"safe.look": ({ address }) => look(address),
		"safe.keep": async ({ address }) => {
			await session.keep(address);
			return look(address);
		},
		"safe.forget": async ({ address }) => {
			await leaveAll(address, null);
			await store.remove((await chain()).chainId, address);
			changed();
			return undefined;
		},
		"safe.seen": async ({ facts }) => {
			const { chainId } = await chain();
			await store.change(chainId, facts.address, (was) => ({
				...was,
				seen: facts,
			}));
			return undefined;
		},
		"safe.propose": async ({ address, to, valueWei, asset, nonce }) => {
			if (asset !== undefined && valueWei !== "0")
				throw new Fault("bad-params", "a token and the coin in one");
			const call: SafeCall =
				asset === undefined
					? { to, valueWei: BigInt(valueWei), data: "0x" }
					: callOfAsset(asset, address, to);
			return { hash: await session.propose(address, call, nonce) };
		},
		"safe.drop": async ({ address, hash }) => {
			const { chainId } = await chain();
			await leaveAll(address, hash);
			await store.change(chainId, address, (was) => ({
				...was,
				txs: was.txs.filter((tx) => hashOfTx(was, tx) !== hash),
			}));
			changed();
			return undefined;
		},
		"safe.ask": async ({ address, hash, account }) => ({
			id: await session.ask(address, hash, account),
		}),
		"safe.leave": async ({ id }) => {
			await leave(id);
			return undefined;
		},
		"safe.export": async ({ address, hash }) => {
			const kept = store.find((await chain()).chainId, address);
			if (kept === undefined)
				throw new Fault("safe-unlisted", `${address} is not on the list`);
			return { file: safeTxFileText(kept, txOf(kept, hash)) };
		},
		...ordering(session),
	};
};

export const openSafes = (tools: SafesTools): Safes => {
	const { leave, ...decided } = decisions(tools);
	return {
		...decided,
		handlers: handlersOf(tools, new SafeSession(tools), leave),
		kept: () => tools.store.all().map(({ seen }) => seen.address),
	};
};
