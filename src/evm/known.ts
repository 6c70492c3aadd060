// What is proved under one verified block, for a machine to read, and what a run wanted beside it. It must not know how
// anything is proved.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { emptyTrieRoot } from "../proof/mpt.ts";
import type { ProofRequest } from "../source/execution.ts";
import { emptyCodeHash } from "../state/account.ts";
import { checkHeader, type HeaderFields } from "../state/header.ts";
import type { Account, Code, Header, Slot } from "../state/values.ts";
import type { AnyVerified, Verified } from "../trust/verified.ts";

/** Accounts with their slots, each once. Every account is wanted with its code. */
export class Wants {
	readonly #slots = new Map<Hex, Set<Hex>>();
	/** Blocks before the one that is read, by number. */
	readonly ancestors = new Set<number>();

	account(address: Hex): void {
		if (!this.#slots.has(address)) this.#slots.set(address, new Set());
	}
	slot(address: Hex, key: Hex): void {
		this.account(address);
		this.#slots.get(address)?.add(key);
	}
	add({ address, slots }: ProofRequest): void {
		this.account(address);
		for (const key of slots) this.slot(address, key);
	}
	addAll(other: Wants): void {
		for (const request of other.requests()) this.add(request);
		for (const number of other.ancestors) this.ancestors.add(number);
	}
	requests(): readonly ProofRequest[] {
		return [...this.#slots].map(([address, slots]) => ({
			address,
			slots: [...slots],
		}));
	}
	/** How many proofs it takes. */
	get size(): number {
		let size = this.ancestors.size;
		for (const slots of this.#slots.values()) size += 1 + slots.size;
		return size;
	}
}

export type ReadProof = {
	readonly account: Verified<Account>;
	readonly slots: readonly Verified<Slot>[];
	readonly code: Verified<Code> | null;
};

const slotName = (address: Hex, key: Hex): string => `${address} ${key}`;

/** All that is proved of one block, and what of it was read. */
export class ProvedBlock {
	readonly block: Verified<Header>;
	/** The header's fields, out of bytes that have the block's hash. */
	readonly fields: HeaderFields;
	readonly accounts = new Map<Hex, Verified<Account>>();
	readonly codes = new Map<Hex, Verified<Code>>();
	readonly slots = new Map<string, Verified<Slot>>();
	/** By number. */
	readonly ancestors = new Map<number, Verified<Header>>();

	/** @throws header-hash when the bytes are of another block */
	constructor(block: Verified<Header>, rlp: Hex) {
		this.block = block;
		this.fields = checkHeader(rlp, block.value.blockHash);
	}

	/** @throws no-proof-window when it is proved under another block */
	learn({ account, slots, code }: ReadProof): void {
		const { address, at } = account.value;
		this.#mustBeHere(at.blockHash);
		this.accounts.set(address, account);
		if (code !== null) this.codes.set(address, code);
		for (const slot of slots) {
			this.#mustBeHere(slot.value.at.blockHash);
			this.slots.set(slotName(address, slot.value.key), slot);
		}
	}
	#mustBeHere(blockHash: Hex | null): void {
		if (blockHash !== this.block.value.blockHash)
			throw new Fault("no-proof-window", "proved at several blocks");
	}

	/** The slot; "empty" for one of an account that is proved to have no storage at all; undefined when not known. */
	slot(address: Hex, key: Hex): Verified<Slot> | "empty" | undefined {
		const found = this.slots.get(slotName(address, key));
		if (found !== undefined) return found;
		const account = this.accounts.get(address);
		return account?.value.storageRoot === emptyTrieRoot ? "empty" : undefined;
	}
	/** Is its code known, which for none it is by the account alone? */
	hasCode(address: Hex): boolean {
		const account = this.accounts.get(address);
		if (account === undefined) return false;
		return account.value.codeHash === emptyCodeHash || this.codes.has(address);
	}

	/** What of `wants` is not known yet. */
	lacks(wants: Wants): Wants {
		const lacking = new Wants();
		for (const { address, slots } of wants.requests()) {
			if (!this.hasCode(address)) lacking.account(address);
			for (const key of slots)
				if (this.slot(address, key) === undefined) lacking.slot(address, key);
		}
		for (const number of wants.ancestors)
			if (!this.ancestors.has(number)) lacking.ancestors.add(number);
		return lacking;
	}
}

/** What a run read of what is known: the premises of what it says. */
export type ReadPremises = Set<AnyVerified>;
