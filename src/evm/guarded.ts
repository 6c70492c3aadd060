// A state whose every read is asked about first. What is written during a run lies in the package's own state in memory,
// which knows how to go back; what was there before the run is put in by whoever vouches for it.

import { type Hex, toHex } from "../base/bytes.ts";
import type { EvmAccount, EvmAddress, EvmState } from "./machine.ts";

/** Asked before each read; throwing ends the run. */
export type ReadGuard = {
	readonly account: (address: Hex) => void;
	readonly code: (address: Hex) => void;
	readonly slot: (address: Hex, key: Hex) => void;
};

const hexOf = ({ bytes }: EvmAddress): Hex => toHex(bytes);

export class GuardedState implements EvmState {
	readonly #inner: EvmState;
	readonly #guard: ReadGuard;
	/** What a slot was before the run, for the price of writing it. */
	readonly originalStorageCache: EvmState["originalStorageCache"];

	constructor(inner: EvmState, guard: ReadGuard) {
		this.#inner = inner;
		this.#guard = guard;
		this.originalStorageCache = {
			get: async (address, key) => {
				guard.slot(hexOf(address), toHex(key));
				return inner.originalStorageCache.get(address, key);
			},
			clear: () => inner.originalStorageCache.clear(),
		};
	}

	async getAccount(address: EvmAddress): Promise<EvmAccount | undefined> {
		this.#guard.account(hexOf(address));
		return this.#inner.getAccount(address);
	}
	async getCode(address: EvmAddress): Promise<Uint8Array> {
		this.#guard.code(hexOf(address));
		return this.#inner.getCode(address);
	}
	async getCodeSize(address: EvmAddress): Promise<number> {
		return (await this.getCode(address)).length;
	}
	async getStorage(address: EvmAddress, key: Uint8Array): Promise<Uint8Array> {
		this.#guard.slot(hexOf(address), toHex(key));
		return this.#inner.getStorage(address, key);
	}

	putAccount(address: EvmAddress, account?: EvmAccount): Promise<void> {
		return this.#inner.putAccount(address, account);
	}
	deleteAccount(address: EvmAddress): Promise<void> {
		return this.#inner.deleteAccount(address);
	}
	modifyAccountFields(
		...change: Parameters<EvmState["modifyAccountFields"]>
	): Promise<void> {
		return this.#inner.modifyAccountFields(...change);
	}
	putCode(address: EvmAddress, code: Uint8Array): Promise<void> {
		return this.#inner.putCode(address, code);
	}
	putStorage(
		address: EvmAddress,
		key: Uint8Array,
		word: Uint8Array,
	): Promise<void> {
		return this.#inner.putStorage(address, key, word);
	}
	clearStorage(address: EvmAddress): Promise<void> {
		return this.#inner.clearStorage(address);
	}
	checkpoint(): Promise<void> {
		return this.#inner.checkpoint();
	}
	commit(): Promise<void> {
		return this.#inner.commit();
	}
	revert(): Promise<void> {
		return this.#inner.revert();
	}

	// No run has a root of what it wrote.
	getStateRoot(): Promise<Uint8Array> {
		return Promise.reject(new TypeError("a run has no state root"));
	}
	setStateRoot(): Promise<void> {
		return Promise.reject(new TypeError("a run has no state root"));
	}
	hasStateRoot(): Promise<boolean> {
		return Promise.reject(new TypeError("a run has no state root"));
	}
	clearCaches(): void {
		this.#inner.clearCaches();
	}
	shallowCopy(): EvmState {
		return new GuardedState(this.#inner.shallowCopy(), this.#guard);
	}
}
