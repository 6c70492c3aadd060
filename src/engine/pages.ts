// What a site may ask and what it gets: verified values in the words of JSON-RPC, or a fault. Nothing an endpoint says is
// passed through.

import { type Hex, toQuantity } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { Json } from "../base/immutable.ts";
import type { Handlers } from "../protocol/channel.ts";
import type { page, TxRequest } from "../protocol/methods.ts";
import type { Asker } from "../source/lanes.ts";
import type { Calls } from "./calls.ts";
import { freshReader } from "./fresh-reader.ts";
import type { Page } from "./presence.ts";
import { type Mined, type Reader, readOne, type Tag } from "./reader.ts";
import {
	blockInWords,
	proofInWords,
	receiptInWords,
	transactionInWords,
	wordInWords,
} from "./rpc-words.ts";
import {
	checkConnected,
	checkUnlocked,
	type Seen,
	type SeenTools,
	seenBy,
} from "./seen.ts";
import { siteMessage } from "./site-codes.ts";
import { type Site, type Sites, sees } from "./sites.ts";

/** Who asks, by the port it came on: the background wrote whose that is. */
export type PageCaller = Page & {
	/** In whose turn its reads go; they stop when its tab is gone. */
	readonly asker?: Asker;
};

export type PageTools = SeenTools & {
	readonly sites: Sites;
	/** @throws unknown-chain */
	readonly reader: (chainId: number, asker?: Asker) => Promise<Reader>;
	/** @throws unknown-chain */
	readonly calls: (chainId: number, asker?: Asker) => Promise<Calls>;
	/** Waits for an order of a site's request, and until it is sent. @throws what cannot be carried as asked; as `Queue.ask` */
	readonly send: (
		id: string,
		caller: PageCaller,
		chainId: number,
		request: TxRequest,
	) => Promise<Hex>;
	/** The transaction with this hash, if this wallet signed it and still follows it. */
	readonly outstanding: (hash: Hex) => Hex | null;
	/** The answer to sextant_getVerifiedBalance, with its evidence. */
	readonly balance: (
		caller: PageCaller,
		address: Hex,
		token: Hex | null,
		chainId: number,
		challenge: Hex | null,
	) => Promise<Json>;
};

type Asked = "latest" | "safe" | "finalized" | "pending" | "earliest" | number;

const tagOf = (asked: Asked | undefined): Tag => {
	switch (asked) {
		case undefined:
		case "latest":
			return "latest";
		case "finalized":
			return "final";
		case "safe":
			// stricter than asked: the light client proves finality, not justification
			return "final";
		case "pending":
		case "earliest":
			throw new Fault(
				"unverifiable-method",
				`no header commits to the state of "${asked}"`,
			);
		default:
			return asked;
	}
};

export const openPages = (
	tools: PageTools,
): Handlers<typeof page, PageCaller> => {
	const { sites } = tools;

	const siteOf = async (caller: PageCaller): Promise<Site & Seen> => {
		const site = await sites.of(caller.origin);
		return { ...site, ...seenBy(site, caller, tools) };
	};

	const chainOf = async (caller: PageCaller): Promise<number> =>
		(await siteOf(caller)).chainId;

	/** A site that is connected, as it is seen now. @throws locked, not-permitted */
	const connected = async (caller: PageCaller): Promise<Site & Seen> => {
		const site = await siteOf(caller);
		checkConnected(site, tools);
		return site;
	};

	/** What is known once the work is done, unless the wallet was locked meanwhile. @throws locked */
	const unlessLocked = async <T>(work: Promise<T>): Promise<T> => {
		const answer = await work;
		checkUnlocked(tools);
		return answer;
	};

	/** The reader of the site's chain, for a site that is connected. @throws locked, also while it reads; not-permitted */
	const readerOf = async (caller: PageCaller): Promise<Reader> => {
		const { chainId } = await connected(caller);
		return freshReader(
			() => checkUnlocked(tools),
			await tools.reader(chainId, caller.asker),
		);
	};

	const accountsOf = async (caller: PageCaller): Promise<readonly Hex[]> =>
		(await siteOf(caller)).accounts;

	/** Is one of this wallet's accounts given to the site, whether it sees it now or not? */
	const isKnown = async ({ origin }: PageCaller): Promise<boolean> => {
		const site = await sites.of(origin);
		return tools.accounts().some((account) => sees(site, account));
	};

	/** Not for the site: while it is locked, a connected one waits just as another does. */
	const grant = async (caller: PageCaller, id: string): Promise<void> => {
		const { origin } = caller;
		if (await isKnown(caller)) {
			if (tools.isUnlocked()) return;
			const says = siteMessage("site.unlock");
			await sites.ask(id, origin, "unlock", says, caller);
			return;
		}
		const [account] = tools.accounts();
		if (account === undefined)
			throw new Fault("no-vault", "the wallet has no account yet");
		const says = siteMessage("site.connect", { account });
		if ((await sites.ask(id, origin, "connect", says, caller)) === "met")
			return;
		await sites.change(origin, (was) => ({
			...was,
			accounts: [...new Set([...was.accounts, account])],
		}));
		// asked by its other tabs too, maybe for another account: it has its answer
		await sites.meet("connect", origin);
	};

	const connect = async (
		caller: PageCaller,
		id: string,
	): Promise<readonly Hex[]> => {
		await grant(caller, id);
		const site = await connected(caller);
		return site.accounts;
	};

	/**
	 * The transaction in its verified block, or the bytes of one of our own that is in none yet.
	 * @throws not-anchored for any other: "there is none" cannot be proved
	 */
	const minedOf = async (
		caller: PageCaller,
		hash: Hex,
	): Promise<Mined | Hex> => {
		const reader = await readerOf(caller);
		if (reader.receipt === null)
			throw new Fault(
				"unverifiable-method",
				`transactions of chain ${reader.chainId}`,
			);
		const found =
			(await reader.receipt(hash, "latest")) ?? tools.outstanding(hash);
		if (found === null)
			throw new Fault(
				"not-anchored",
				`no verified block is known to hold ${hash}`,
			);
		return found;
	};

	const permissions = async (caller: PageCaller): Promise<Json> =>
		(await accountsOf(caller)).length === 0
			? []
			: [{ parentCapability: "eth_accounts", invoker: caller.origin }];

	return {
		eth_chainId: async (_, caller) => toQuantity(await chainOf(caller)),
		net_version: async (_, caller) => String(await chainOf(caller)),
		eth_accounts: async (_, caller) => accountsOf(caller),
		eth_requestAccounts: async (_, caller, id) => connect(caller, id),
		eth_blockNumber: async (_, caller) => {
			const reader = await tools.reader(await chainOf(caller), caller.asker);
			const { blockNumber } = (await reader.basis("latest")).value;
			if (blockNumber === null)
				throw new Fault(
					"unverifiable-method",
					`L1 names the state of chain ${reader.chainId} by its root alone: which block it is of cannot be proved`,
				);
			return toQuantity(blockNumber);
		},
		eth_getBalance: async ([address, asked], caller) => {
			const reader = await readerOf(caller);
			const { account } = await readOne(
				reader,
				{ address, slots: [] },
				tagOf(asked),
			);
			return toQuantity(account.value.balanceWei);
		},
		eth_getTransactionCount: async ([address, asked], caller) => {
			const reader = await readerOf(caller);
			const { account } = await readOne(
				reader,
				{ address, slots: [] },
				tagOf(asked),
			);
			return toQuantity(account.value.nonce);
		},
		eth_getCode: async ([address, asked], caller) => {
			const reader = await readerOf(caller);
			const { code } = await readOne(
				reader,
				{ address, slots: [], code: true },
				tagOf(asked),
			);
			if (code === null)
				throw new Fault("internal", "code was asked for and none came");
			return code.value.bytes;
		},
		eth_getStorageAt: async ([address, key, asked], caller) => {
			const reader = await readerOf(caller);
			const { slots } = await readOne(
				reader,
				{ address, slots: [key] },
				tagOf(asked),
			);
			const [slot] = slots;
			if (slot === undefined)
				throw new Fault("internal", "a slot was asked for and none came");
			return wordInWords(slot.value.word);
		},
		eth_getProof: async ([address, keys, asked], caller) => {
			const reader = await readerOf(caller);
			const { account, slots } = await readOne(
				reader,
				{ address, slots: keys },
				tagOf(asked),
			);
			return proofInWords(account, slots);
		},
		eth_call: async ([words, asked], caller) => {
			const { chainId } = await readerOf(caller);
			const calls = await tools.calls(chainId, caller.asker);
			return unlessLocked(calls.call(words, tagOf(asked)));
		},
		eth_estimateGas: async ([words, asked], caller) => {
			const { chainId } = await readerOf(caller);
			const calls = await tools.calls(chainId, caller.asker);
			return toQuantity(
				await unlessLocked(calls.estimate(words, tagOf(asked))),
			);
		},
		eth_getBlockByNumber: async ([asked, full], caller) => {
			const reader = await readerOf(caller);
			if (reader.block === null)
				throw new Fault(
					"unverifiable-method",
					`blocks of chain ${reader.chainId}`,
				);
			const { rlp, transactions } = await reader.block(tagOf(asked));
			return blockInWords(rlp, transactions, full === true);
		},
		eth_getTransactionByHash: async ([hash], caller) => {
			const mined = await minedOf(caller, hash);
			return typeof mined === "string"
				? transactionInWords(mined, null)
				: transactionInWords(mined.transaction.value.raw, {
						...mined.header.value,
						index: mined.transaction.value.index,
					});
		},
		eth_getTransactionReceipt: async ([hash], caller) => {
			const mined = await minedOf(caller, hash);
			return typeof mined === "string" ? null : receiptInWords(mined);
		},
		eth_sendTransaction: async ([request], caller, id) => {
			const { accounts, chainId } = await connected(caller);
			if (!accounts.includes(request.from))
				throw new Fault(
					"not-permitted",
					`${caller.origin} is not connected to ${request.from}`,
				);
			return tools.send(id, caller, chainId, request);
		},
		wallet_switchEthereumChain: async ([{ chainId }], caller, id) => {
			const wanted = Number(chainId);
			const reader = await tools.reader(wanted);
			if (wanted === (await chainOf(caller))) return undefined;
			await sites.ask(
				id,
				caller.origin,
				"switch-chain",
				siteMessage("site.switch-chain", { chain: reader.chainId }),
				caller,
			);
			await sites.change(caller.origin, (was) => ({
				...was,
				chainId: wanted,
			}));
			return undefined;
		},
		wallet_getPermissions: async (_, caller) => permissions(caller),
		wallet_requestPermissions: async (_, caller, id) => {
			await connect(caller, id);
			return permissions(caller);
		},
		wallet_revokePermissions: async (_, { origin }) => {
			await sites.revoke(origin);
			return undefined;
		},
		sextant_getVerifiedBalance: async ([asked], caller, id) => {
			const site = await connected(caller);
			const chainId =
				asked.chainId === undefined ? site.chainId : Number(asked.chainId);
			await tools.reader(chainId);
			if (
				!sees(site, asked.address) &&
				!site.balances.includes(asked.address)
			) {
				await sites.ask(
					id,
					caller.origin,
					"balance",
					siteMessage("site.balance", { account: asked.address }),
					caller,
				);
				await sites.change(caller.origin, (was) => ({
					...was,
					balances: [...new Set([...was.balances, asked.address])].slice(-64),
				}));
			}
			return unlessLocked(
				tools.balance(
					caller,
					asked.address,
					asked.token ?? null,
					chainId,
					asked.challenge ?? null,
				),
			);
		},
	};
};
