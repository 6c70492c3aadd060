// What is done with a Safe, each step on disk before it is acted on: it is kept, told what to do, an owner's account agrees, what other
// owners agreed comes in, and it is carried out.

import type { Hex } from "../../base/bytes.ts";
import { Fault } from "../../base/fault.ts";
import { evidenceOf, evidenceText } from "../../evidence/evidence.ts";
import {
	checkSafeSignatures,
	joinSafeSignatures,
	senderSignature,
} from "../../evidence/safe-signatures.ts";
import {
	plainSafeTx,
	type SafeCall,
	safeApproval,
	safeExecution,
} from "../../evidence/safe-tx.ts";
import {
	type MessageRequest,
	messageRequestText,
	ownOrigin,
} from "../../message/request.ts";
import {
	mostSafeFileChars,
	mostThrough,
	type SafeView,
} from "../../protocol/safe-ui.ts";
import type { OrderView } from "../../protocol/views.ts";
import { checkNesting } from "../../receipt/safe-nesting.ts";
import type { SafeState } from "../../state/safe.ts";
import type { Verified } from "../../trust/verified.ts";
import type { OrderContext } from "../../wallet/order-context.ts";
import { viewOf } from "../../wallet/order-view.ts";
import type { Calls } from "../calls.ts";
import type { Orders } from "../orders.ts";
import type { Reader } from "../reader.ts";
import { proveSafes } from "../safe-pair.ts";
import { learnSafe, readSafe } from "../safe-read.ts";
import type { SignerLink } from "../signer-link.ts";
import { approvalsOf } from "./approvals.ts";
import {
	confirmationsOf,
	decodeSafeTxFile,
	hashOfTx,
	type KeptSafe,
	type KeptTx,
	type ProposedTx,
	txOf,
	withConfirmation,
	withNewTx,
	withTx,
} from "./record.ts";
import type { SafeStore } from "./store.ts";
import { factsOfSafe } from "./view.ts";

/** Ethereum, where Safes are read and used. */
export type SafeChain = {
	readonly chainId: number;
	readonly reader: Reader;
	readonly calls: Pick<Calls, "call">;
	/** @throws unverifiable-method where no orders can be made */
	readonly orderContext: () => OrderContext;
};

export type SafesTools = {
	readonly store: SafeStore;
	/** @throws not-synced before the wallet is set up */
	readonly chain: () => Promise<SafeChain>;
	/** Accounts that this wallet signs for. */
	readonly signing: () => readonly Hex[];
	readonly orders: Pick<Orders, "prepare" | "list">;
	readonly signer: () => SignerLink["ask"];
	readonly advanceAnchors: () => Promise<void>;
	/** @throws what stops signing now: signing-stopped, conflict, clock, order-stale */
	readonly checkMaySign: (chainId: number) => Promise<void>;
	readonly nowMs: () => number;
	readonly changed: () => void;
};

/** Of what is no Safe any more, or none that can be read, nobody is known to be an owner. @throws what is no word about the Safe */
const noOwners = (thrown: unknown): readonly Hex[] => {
	if (thrown instanceof Fault && thrown.code.startsWith("safe-")) return [];
	throw thrown;
};

/** The first number that nothing on the list has. */
const nextNonce = ({ txs }: KeptSafe, { nonce }: SafeState): number => {
	const taken = new Set(txs.map((tx) => tx.nonce));
	let next = nonce;
	while (taken.has(next)) next++;
	return next;
};

/** @throws safe-nonce where it is not its turn */
const checkTurn = (tx: KeptTx, { nonce }: SafeState): void => {
	if (tx.nonce !== nonce)
		throw new Fault("safe-nonce", `${tx.nonce}, the Safe is at ${nonce}`);
};

/**
 * Signatures as the contract takes them: as many as have to agree, the sender's word among them. That word holds for every number,
 * so there is always another's agreement to this one alone with it: else the same could be carried out once more.
 * @param onChain owners that agreed by transactions of their own, as is proved
 * @throws safe-threshold
 */
const signaturesOf = (
	safe: KeptSafe,
	tx: KeptTx,
	state: SafeState,
	sender: Hex,
	onChain: readonly Hex[],
): Hex => {
	const signed = confirmationsOf(safe, tx, state.owners);
	const hash = hashOfTx(safe, tx);
	const confirmed = [
		...signed,
		// the sender's own says no more than his word
		...onChain
			.filter((one) => one !== sender)
			.filter((one) => signed.every(({ owner }) => owner !== one))
			.map((owner) => ({ owner, signature: senderSignature(owner) })),
	];
	const word = { owner: sender, signature: senderSignature(sender) };
	// of who is an owner of an owner alone, the word is none here
	const isOwner = state.owners.includes(sender);
	const all =
		state.threshold === 1 || !isOwner
			? confirmed
			: [word, ...confirmed.filter(({ owner }) => owner !== sender)];
	const signatures = joinSafeSignatures(all.slice(0, state.threshold));
	const approved = { hash, owners: onChain };
	checkSafeSignatures({ ...state, approved }, hash, signatures, sender);
	return signatures;
};

export class SafeSession {
	readonly #tools: SafesTools;

	constructor(tools: SafesTools) {
		this.#tools = tools;
	}

	/** The Safe as it is proved now. */
	async read(address: Hex): Promise<{
		readonly chain: SafeChain;
		readonly proved: Verified<SafeState>;
		readonly kept: KeptSafe | undefined;
	}> {
		const chain = await this.#tools.chain();
		const proved = await readSafe(chain.reader, chain.calls, address);
		const kept = this.#tools.store.find(chain.chainId, address);
		return { chain, proved, kept };
	}

	/** @throws safe-unlisted */
	async readKept(address: Hex) {
		const { kept, ...rest } = await this.read(address);
		if (kept === undefined)
			throw new Fault("safe-unlisted", `${address} is not on the list`);
		return { ...rest, kept };
	}

	/** Owners of it that are Safes on the list, each proved, with the accounts of this wallet that are owners there. */
	async through({ owners, address }: SafeState): Promise<SafeView["through"]> {
		const { store, signing } = this.#tools;
		const { chainId, reader, calls } = await this.#tools.chain();
		const listed = store
			.list(chainId)
			.map(({ seen }) => seen.address)
			.filter((one) => one !== address && owners.includes(one));
		const found = await Promise.all(
			listed.slice(0, mostThrough).map(async (safe) => {
				const owners = await readSafe(reader, calls, safe).then(
					({ value }) => value.owners,
					noOwners,
				);
				const accounts = owners.filter((one) => signing().includes(one));
				return { safe, accounts };
			}),
		);
		return found.filter(({ accounts }) => accounts.length > 0);
	}

	/** @throws safe-owner for what is no owner, or has no key here */
	checkOwner({ owners, address }: SafeState, account: Hex): void {
		if (!owners.includes(account) || !this.#tools.signing().includes(account))
			throw new Fault("safe-owner", `${account} at ${address}`);
	}

	async keep(address: Hex): Promise<void> {
		const { store, signing, changed } = this.#tools;
		const { chain, proved, kept } = await this.read(address);
		if (kept !== undefined) return;
		const { owners } = proved.value;
		const isOwner = owners.some((owner) => signing().includes(owner));
		if (!isOwner && (await this.through(proved.value)).length === 0)
			throw new Fault("safe-owner", `none of yours at ${address}`);
		const { chainId } = chain;
		await store.add({ chainId, seen: factsOfSafe(proved.value), txs: [] });
		changed();
	}

	async propose(
		address: Hex,
		call: SafeCall & Pick<ProposedTx, "outer">,
		wanted: number | null,
	): Promise<Hex> {
		const { chain, proved } = await this.readKept(address);
		const { store, changed } = this.#tools;
		let made: Hex = "0x";
		await store.change(chain.chainId, address, (was) => {
			const nonce = wanted ?? nextNonce(was, proved.value);
			if (nonce < proved.value.nonce)
				throw new Fault("safe-nonce", `the Safe is at ${proved.value.nonce}`);
			const tx = { ...call, nonce };
			made = hashOfTx(was, tx);
			return withNewTx(was, tx);
		});
		changed();
		return made;
	}

	/**
	 * Writes down that a Safe on the list, an owner of this one, agrees to that: as a transaction of its own, which its owners have to
	 * decide like any other. What waits there for the same is that.
	 * @throws safe-unlisted, safe-nonce; safe-nesting; safe-deep where no account of this wallet is an owner of that Safe itself, or it is
	 * an agreement already
	 */
	async nest(
		address: Hex,
		hash: Hex,
		inner: Hex,
	): Promise<{ readonly address: Hex; readonly hash: Hex }> {
		const { store, signing } = this.#tools;
		const { chain, kept } = await this.readKept(address);
		const tx = txOf(kept, hash);
		if (tx.outer !== undefined)
			throw new Fault("safe-deep", `it agrees in ${tx.to} already`);
		const [by, on] = await this.#pair(chain, inner, address);
		checkNesting(by.value, on.value);
		if (!by.value.owners.some((owner) => signing().includes(owner)))
			throw new Fault("safe-deep", `none of yours at ${inner} itself`);
		if (tx.nonce < on.value.nonce)
			throw new Fault("safe-nonce", `the Safe is at ${on.value.nonce}`);
		const { to, valueWei, data, nonce } = tx;
		const call = { to: address, valueWei: 0n, data: safeApproval(hash) };
		const waiting = store
			.find(chain.chainId, inner)
			?.txs.find(
				(one) =>
					one.to === address &&
					one.data === call.data &&
					one.nonce >= by.value.nonce,
			);
		const outer = { to, valueWei, data, nonce };
		const { nonce: at } = waiting ?? { nonce: null };
		return {
			address: inner,
			hash: await this.propose(inner, { ...call, outer }, at),
		};
	}

	/** Both at one block. @throws as `learnSafe` */
	async #pair(
		{ reader, calls }: SafeChain,
		one: Hex,
		other: Hex,
	): Promise<readonly [Verified<SafeState>, Verified<SafeState>]> {
		const [first, second] = await proveSafes(reader, [
			{ address: one, places: await learnSafe(reader, calls, one) },
			{ address: other, places: await learnSafe(reader, calls, other) },
		]);
		if (first === undefined || second === undefined)
			throw new Fault("internal", "two Safes were asked for");
		return [first, second];
	}

	/** The account may act in it: as an owner, or as one of a listed Safe's that is. @throws safe-owner */
	async #checkActs(state: SafeState, account: Hex): Promise<void> {
		if (state.owners.includes(account)) return this.checkOwner(state, account);
		const through = await this.through(state);
		if (!through.some(({ accounts }) => accounts.includes(account)))
			throw new Fault("safe-owner", `${account} at ${state.address}`);
	}

	/** Nothing that was asked before is signed from here on; a signature that crossed this is on disk. */
	async #takeBackAll(): Promise<void> {
		const { store, signer } = this.#tools;
		for (const safe of store.all())
			for (const { asking } of safe.txs) {
				if (asking === null) continue;
				await signer()("message.withdraw", { id: asking.id }).catch(() => {
					// out of reach, it signs nothing
				});
				await store.change(safe.chainId, safe.seen.address, (was) => ({
					...was,
					txs: was.txs.map((tx) =>
						tx.asking?.id === asking.id ? { ...tx, asking: null } : tx,
					),
				}));
			}
	}

	/** To the signer, on the newest proof; on disk first. */
	async ask(address: Hex, hash: Hex, account: Hex): Promise<string> {
		const { store, signer, nowMs, advanceAnchors, checkMaySign } = this.#tools;
		const { chain, proved: alone, kept } = await this.readKept(address);
		const { chainId } = chain;
		this.checkOwner(alone.value, account);
		await checkMaySign(chainId);
		const { to, valueWei, data, nonce, outer } = txOf(kept, hash);
		const proved =
			outer === undefined ? [alone] : await this.#pair(chain, address, to);
		const madeMs = nowMs();
		const id = `safe-${hash.slice(2, 34)}-${madeMs.toString(36)}`;
		const request: Omit<MessageRequest, "format"> = {
			...{ id, account, chainId, madeMs, origin: ownOrigin },
			what: {
				kind: "safe",
				safe: address,
				...{ to, data, nonce },
				valueWei: valueWei.toString(),
				...(outer === undefined
					? {}
					: { outer: { ...outer, valueWei: outer.valueWei.toString() } }),
			},
		};
		const source = messageRequestText(request);
		// one at a time: what nobody decided takes no room with the signer
		await this.#takeBackAll();
		await store.change(chainId, address, (was) =>
			withTx(was, hash, (tx) => ({ ...tx, asking: { id, account } })),
		);
		await advanceAnchors();
		const evidence = evidenceText(evidenceOf(...proved));
		await signer()("message.offer", { id, request: source, evidence });
		return id;
	}

	/** By a transaction of the account's own: it costs a fee, and counts wherever the Safe is looked at. */
	async approve(
		id: string,
		address: Hex,
		hash: Hex,
		account: Hex,
	): Promise<OrderView> {
		const { orders } = this.#tools;
		const { chain, proved, kept } = await this.readKept(address);
		this.checkOwner(proved.value, account);
		const { to, valueWei, data, nonce, outer } = txOf(kept, hash);
		const entry = await orders.prepare(chain.orderContext(), {
			...{ id, origin: null, from: account, to: address, valueWei: 0n },
			call: {
				...{ data: safeApproval(hash), accessList: [] },
				agrees: { to, valueWei, data, nonce },
				...(outer === undefined ? {} : { outer }),
			},
		});
		return viewOf(entry, orders.list());
	}

	async import(
		file: string,
	): Promise<{ readonly address: Hex; readonly hash: Hex }> {
		const read = decodeSafeTxFile(file, mostSafeFileChars);
		const { safe: address, signatures, nonce } = read;
		const { chain, proved } = await this.readKept(address);
		const { store, changed } = this.#tools;
		if (read.chainId !== chain.chainId)
			throw new Fault("safe-unlisted", `it is for chain ${read.chainId}`);
		if (nonce < proved.value.nonce)
			throw new Fault("safe-nonce", `the Safe is at ${proved.value.nonce}`);
		const { owners } = proved.value;
		let hash: Hex = "0x";
		await store.change(chain.chainId, address, (was) => {
			hash = hashOfTx(was, read);
			return signatures.reduce(
				(safe, signature) => withConfirmation(safe, hash, signature, owners),
				withNewTx(was, read),
			);
		});
		changed();
		return { address, hash };
	}

	async execute(
		id: string,
		address: Hex,
		hash: Hex,
		account: Hex,
	): Promise<OrderView> {
		const { orders } = this.#tools;
		const { chain, proved, kept } = await this.readKept(address);
		const state = proved.value;
		await this.#checkActs(state, account);
		const tx = txOf(kept, hash);
		checkTurn(tx, state);
		const { to, valueWei, data, outer } = tx;
		const plain = plainSafeTx({ to, valueWei, data });
		const approvals = await approvalsOf(chain.reader, state, [hash]);
		const onChain = approvals.get(hash) ?? [];
		const signatures = signaturesOf(kept, tx, state, account, onChain);
		const entry = await orders.prepare(chain.orderContext(), {
			...{ id, origin: null, from: account, to: address, valueWei: 0n },
			call: {
				...{ data: safeExecution(plain, signatures), accessList: [] },
				...(outer === undefined ? {} : { outer }),
			},
		});
		return viewOf(entry, orders.list());
	}
}
