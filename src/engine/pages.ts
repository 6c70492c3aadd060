// What a site may ask and what it gets: verified values in the words of JSON-RPC, or a fault. Nothing an endpoint says is
// passed through.

import { type Hex, toQuantity } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { Json } from "../base/immutable.ts";
import type { Handlers } from "../protocol/channel.ts";
import type { page, TxRequest } from "../protocol/methods.ts";
import type { Asker } from "../source/lanes.ts";
import type { TransactionInBlock } from "../state/mined.ts";
import type { Account } from "../state/values.ts";
import type { Verified } from "../trust/verified.ts";
import { type BatchPageTools, batchHandlers } from "./batches/pages.ts";
import type { Calls } from "./calls.ts";
import { freshReader } from "./fresh-reader.ts";
import type { Page } from "./presence.ts";
import { type Reader, readOne, type Tag } from "./reader.ts";
import {
	blockInWords,
	proofInWords,
	receiptInWords,
	transactionInWords,
	wordInWords,
} from "./rpc-words.ts";
import { type SignAsked, textAsked, typedAsked } from "./sign-from-page.ts";
import { siteMessage } from "./site-codes.ts";
import {
	checkConnected,
	checkUnlocked,
	type SiteState,
	type SiteStateTools,
	seenBy,
} from "./site-state.ts";
import { type Site, type Sites, sees } from "./sites.ts";

/** Who asks, by the port it came on: the background wrote whose that is. */
export type PageCaller = Page & {
	/** In whose turn its reads go; they stop when its tab is gone. */
	readonly asker?: Asker;
};

export type PageTools = SiteStateTools &
	BatchPageTools & {
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
		/** Waits for the signature of a message. @throws as `Messages.ask` */
		readonly sign: (
			id: string,
			caller: PageCaller,
			chainId: number,
			asked: SignAsked,
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

type BlockTag =
	| "latest"
	| "safe"
	| "finalized"
	| "pending"
	| "earliest"
	| number;

const tagOf = (asked: BlockTag | undefined): Tag => {
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

type PageHandlers = Handlers<typeof page, PageCaller>;

/** What one site may have, asked anew for each of its questions. */
class Access {
	readonly #tools: PageTools;

	constructor(tools: PageTools) {
		this.#tools = tools;
	}

	readonly siteOf = async (caller: PageCaller): Promise<Site & SiteState> => {
		const { sites } = this.#tools;
		const site = await sites.of(caller.origin);
		const seen = seenBy(site, caller, this.#tools);
		if (seen.accounts.length > 0) sites.used(caller.origin);
		return { ...site, ...seen };
	};

	readonly chainOf = async (caller: PageCaller): Promise<number> =>
		(await this.siteOf(caller)).chainId;

	/** A site that is connected, as it is seen now. @throws locked, not-permitted */
	readonly connected = async (
		caller: PageCaller,
	): Promise<Site & SiteState> => {
		const site = await this.siteOf(caller);
		checkConnected(site, this.#tools);
		return site;
	};

	/** What is known once the work is done, unless the wallet was locked meanwhile. @throws locked */
	readonly unlessLocked = async <T>(work: Promise<T>): Promise<T> => {
		const answer = await work;
		checkUnlocked(this.#tools);
		return answer;
	};

	/** The reader of the site's chain, for a site that is connected. @throws locked, also while it reads; not-permitted */
	readonly readerOf = async (caller: PageCaller): Promise<Reader> => {
		const { chainId } = await this.connected(caller);
		return freshReader(
			() => checkUnlocked(this.#tools),
			await this.#tools.reader(chainId, caller.asker),
		);
	};

	readonly accountsOf = async (caller: PageCaller): Promise<readonly Hex[]> =>
		(await this.siteOf(caller)).accounts;

	/** Not for the site: while it is locked, a connected one waits just as another does. */
	async #grant(
		caller: PageCaller,
		id: string,
		wants: "any" | "chosen",
	): Promise<void> {
		const { origin } = caller;
		const known = await this.#tools.sites.of(origin);
		const accounts = this.#tools.accounts();
		const [account] = accounts;
		if (accounts.some((one) => sees(known, one))) {
			if (!this.#tools.isUnlocked()) {
				const says = siteMessage("site.unlock");
				await this.#tools.sites.ask(id, origin, "unlock", says, caller);
				return;
			}
			if (wants === "any" || account === undefined || sees(known, account))
				return;
		}
		if (account === undefined)
			throw new Fault("no-vault", "the wallet has no account yet");
		const says = siteMessage("site.connect", { account });
		if (
			(await this.#tools.sites.ask(id, origin, "connect", says, caller)) ===
			"met"
		)
			return;
		await this.#tools.sites.change(origin, (was) => ({
			...was,
			accounts: [...new Set([...was.accounts, account])],
		}));
		// asked by its other tabs too, maybe for another account: it has its answer
		await this.#tools.sites.meet("connect", origin);
	}

	/**
	 * Asks the person unless the site is connected, to any account or to the chosen one.
	 * @returns the accounts it sees
	 * @throws as `Sites.ask`, no-vault, locked
	 */
	readonly connect = async (
		caller: PageCaller,
		id: string,
		wants: "any" | "chosen" = "any",
	): Promise<readonly Hex[]> => {
		await this.#grant(caller, id, wants);
		const site = await this.connected(caller);
		return site.accounts;
	};

	/**
	 * The transaction in its verified block, or the bytes of one of our own that is in none yet.
	 * @throws not-anchored for any other: "there is none" cannot be proved
	 */
	readonly minedOf = async (
		caller: PageCaller,
		hash: Hex,
	): Promise<TransactionInBlock | Hex> => {
		const reader = await this.readerOf(caller);
		if (reader.receipt === null)
			throw new Fault(
				"unverifiable-method",
				`transactions of chain ${reader.chainId}`,
			);
		const found =
			(await reader.receipt(hash, "latest")) ?? this.#tools.outstanding(hash);
		if (found === null)
			throw new Fault(
				"not-anchored",
				`no verified block is known to hold ${hash}`,
			);
		return found;
	};

	/** EIP-2255, with the accounts that it holds for as its caveat. */
	readonly permissions = async (caller: PageCaller): Promise<Json> => {
		const accounts = await this.accountsOf(caller);
		const held = { parentCapability: "eth_accounts", invoker: caller.origin };
		const caveats = [{ type: "restrictReturnedAccounts", value: accounts }];
		return accounts.length === 0 ? [] : [{ ...held, caveats }];
	};
}

/** What a site asks of itself: its chain, its accounts, its permissions. */
const accountHandlers = (
	access: Access,
	tools: PageTools,
): Pick<
	PageHandlers,
	| "eth_chainId"
	| "net_version"
	| "eth_accounts"
	| "eth_requestAccounts"
	| "wallet_switchEthereumChain"
	| "wallet_getPermissions"
	| "wallet_requestPermissions"
	| "wallet_revokePermissions"
> => {
	const { sites } = tools;
	const { chainOf, accountsOf, connect, permissions } = access;
	return {
		eth_chainId: async (_, caller) => toQuantity(await chainOf(caller)),
		net_version: async (_, caller) => String(await chainOf(caller)),
		eth_accounts: async (_, caller) => accountsOf(caller),
		eth_requestAccounts: async (_, caller, id) => connect(caller, id),
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
			// by this a site that is connected asks for the account that is chosen now
			await connect(caller, id, "chosen");
			return permissions(caller);
		},
		wallet_revokePermissions: async (_, { origin }) => {
			await sites.revoke(origin);
			return undefined;
		},
	};
};

/** What stands in the state of the site's chain, by proof. */
const stateHandlers = (
	access: Access,
	tools: PageTools,
): Pick<
	PageHandlers,
	| "eth_blockNumber"
	| "eth_getBalance"
	| "eth_getTransactionCount"
	| "eth_getCode"
	| "eth_getStorageAt"
	| "eth_getProof"
> => {
	const { chainOf, readerOf } = access;
	const accountAt = async (
		address: Hex,
		asked: BlockTag | undefined,
		caller: PageCaller,
	): Promise<Verified<Account>> => {
		const wanted = { address, slots: [] };
		const reader = await readerOf(caller);
		return (await readOne(reader, wanted, tagOf(asked))).account;
	};
	return {
		eth_blockNumber: async (_, caller) => {
			const reader = await tools.reader(await chainOf(caller), caller.asker);
			const { blockNumber } = (await reader.basis("latest")).value;
			if (blockNumber === null)
				throw new Fault(
					"unverifiable-method",
					`L1 names no block of chain ${reader.chainId}, only its state`,
				);
			return toQuantity(blockNumber);
		},
		eth_getBalance: async ([address, asked], caller) => {
			const account = await accountAt(address, asked, caller);
			return toQuantity(account.value.balanceWei);
		},
		eth_getTransactionCount: async ([address, asked], caller) => {
			const account = await accountAt(address, asked, caller);
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
	};
};

/** What was run on proofs, and what stands in verified blocks. */
const blockHandlers = (
	access: Access,
	tools: PageTools,
): Pick<
	PageHandlers,
	| "eth_call"
	| "eth_estimateGas"
	| "eth_getBlockByNumber"
	| "eth_getTransactionByHash"
	| "eth_getTransactionReceipt"
> => {
	const { unlessLocked, readerOf, minedOf } = access;
	return {
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
	};
};

/** What the person is asked for. */
const askingHandlers = (
	access: Access,
	tools: PageTools,
): Pick<PageHandlers, "eth_sendTransaction" | "sextant_getVerifiedBalance"> => {
	const { sites } = tools;
	const { connected, unlessLocked } = access;
	return {
		eth_sendTransaction: async ([request], caller, id) => {
			const { accounts, chainId } = await connected(caller);
			if (!accounts.includes(request.from))
				throw new Fault(
					"not-permitted",
					`${caller.origin} is not connected to ${request.from}`,
				);
			return tools.send(id, caller, chainId, request);
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

/** Messages to be signed. */
const signingHandlers = (
	access: Access,
	tools: PageTools,
): Pick<
	PageHandlers,
	| "personal_sign"
	| "eth_signTypedData_v3"
	| "eth_signTypedData_v4"
	| "eth_sign"
	| "eth_signAuthorization"
	| "wallet_signAuthorization"
> => {
	const sign = async (
		asked: SignAsked,
		caller: PageCaller,
		id: string,
	): Promise<Hex> => {
		const { accounts, chainId } = await access.connected(caller);
		if (!accounts.includes(asked.account))
			throw new Fault(
				"not-permitted",
				`${caller.origin} is not connected to ${asked.account}`,
			);
		return access.unlessLocked(tools.sign(id, caller, chainId, asked));
	};
	return {
		personal_sign: async ([first, second], caller, id) =>
			sign(textAsked(first, second), caller, id),
		eth_signTypedData_v3: async ([account, data], caller, id) =>
			sign(typedAsked(account, data, "v3"), caller, id),
		eth_signTypedData_v4: async ([account, data], caller, id) =>
			sign(typedAsked(account, data, "v4"), caller, id),
		eth_signAuthorization: async () => {
			throw new Fault("delegation-site", "eth_signAuthorization");
		},
		wallet_signAuthorization: async () => {
			throw new Fault("delegation-site", "wallet_signAuthorization");
		},
		eth_sign: async () => {
			throw new Fault("blind-signature", "eth_sign");
		},
	};
};

export const openPages = (tools: PageTools): PageHandlers => {
	const access = new Access(tools);
	return {
		...accountHandlers(access, tools),
		...stateHandlers(access, tools),
		...blockHandlers(access, tools),
		...askingHandlers(access, tools),
		...signingHandlers(access, tools),
		...batchHandlers(access, tools),
	};
};
