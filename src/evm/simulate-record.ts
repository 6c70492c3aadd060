// What a run does, written down as it happens: every coin that moves, every event of a token, every contract made. What a frame
// did that took it back is struck out again. Each list has a bound, and what goes over one ends the run.

import { type Hex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { keccak256 } from "../crypto/hash.ts";
import {
	type BlockFact,
	type Effect,
	mostCallers,
	mostEffects,
} from "../protocol/foretold.ts";
import type {
	CallFrame,
	CallFrameEnd,
	CallFrameWatch,
	RunState,
} from "./machine.ts";
import { effectsOf, isTold } from "./simulate-events.ts";

export type RecordBounds = {
	/** Calls and creations of one run. */
	readonly frames: number;
	/** Events of one run, of whatever kind. */
	readonly events: number;
	/** Contracts whose storage it writes. */
	readonly written: number;
};

/** Bytes of one event that are looked at. */
const mostEventBytes = 32 * 1_024;
/** Effects in all, with those that are struck out again. */
const mostPassing = 1_024;

const nobody: Hex = `0x${"0".repeat(40)}`;
const hexOf = ({ bytes }: { readonly bytes: Uint8Array }): Hex => toHex(bytes);

const over = (what: string): Fault => new Fault("evm-bounds", what);

/** Instructions that ask for what is another in the real block. */
const asks: ReadonlyMap<number, BlockFact> = new Map<number, BlockFact>([
	[0x3a, "gas-price"],
	[0x40, "block-hash"],
	[0x41, "coinbase"],
	[0x42, "time"],
	[0x43, "number"],
	[0x44, "randao"],
	[0x45, "gas-limit"],
	[0x48, "base-fee"],
	[0x4a, "blob-fee"],
]);

type Begun = {
	readonly frame: CallFrame;
	/** How many effects there were before. */
	readonly mark: number;
	readonly destroyed: number;
};

export class EffectRecord {
	readonly #bounds: RecordBounds;
	readonly #effects: Effect[] = [];
	/** Contracts that ended themselves, for those of them that were made in the same run. */
	readonly #destroyed: Hex[] = [];
	readonly #begun: Begun[] = [];
	readonly #callers = new Set<Hex>();
	readonly #written = new Set<Hex>();
	readonly #depends = new Set<BlockFact>();
	#frames = 0;
	#events = 0;
	#isOn = true;

	constructor(bounds: RecordBounds) {
		this.#bounds = bounds;
	}

	/** What comes now is a question of ours. */
	stop(): void {
		this.#isOn = false;
	}

	#add(...effects: readonly Effect[]): void {
		if (this.#effects.length + effects.length > mostPassing)
			throw over(`more than ${mostPassing} effects, taken back or not`);
		this.#effects.push(...effects);
	}

	/** What is there from before the first frame: it stays whatever becomes of that. */
	before(...effects: readonly Effect[]): void {
		this.#add(...effects);
	}

	#moveCoin(from: Hex, to: Hex, wei: bigint): void {
		if (wei === 0n || from === to) return;
		const amount = wei.toString();
		this.#add({ kind: "moved", asset: { kind: "coin" }, from, to, amount });
	}

	readonly #begins = (frame: CallFrame): void => {
		if (!this.#isOn) return;
		if (++this.#frames > this.#bounds.frames)
			throw over(`more than ${this.#bounds.frames} calls`);
		const mark = this.#effects.length;
		this.#begun.push({ frame, mark, destroyed: this.#destroyed.length });
		const { caller, to, value, depth, isStatic, delegatecall } = frame;
		if (delegatecall) return;
		const from = hexOf(caller);
		// what only reads uses no allowance
		if (depth > 0 && !isStatic) this.#callers.add(from);
		if (this.#callers.size > mostCallers)
			throw over(`more than ${mostCallers} contracts that call others`);
		// where a contract will stand is not known yet
		this.#moveCoin(from, to === undefined ? nobody : hexOf(to), value);
	};

	readonly #ends = ({ execResult, createdAddress }: CallFrameEnd): void => {
		if (!this.#isOn) return;
		const begun = this.#begun.pop();
		if (begun === undefined) throw new Fault("internal", "no frame ends");
		const { mark, destroyed } = begun;
		if (execResult.exceptionError !== undefined) {
			this.#effects.length = mark;
			this.#destroyed.length = destroyed;
			return;
		}
		if (createdAddress === undefined) return;
		const made = hexOf(createdAddress);
		const paid = this.#effects[mark];
		if (begun.frame.value > 0n && paid?.kind === "moved")
			this.#effects[mark] = { ...paid, to: made };
		const codeHash = toHex(keccak256(execResult.returnValue));
		this.#add({ kind: "created", address: made, codeHash });
	};

	readonly frames: CallFrameWatch = { begins: this.#begins, ends: this.#ends };

	readonly #logs = ({ stack, memory, env }: RunState, count: number): void => {
		if (!this.#isOn) return;
		if (++this.#events > this.#bounds.events)
			throw over(`more than ${this.#bounds.events} events`);
		const [offset = 0n, length = 0n, ...topics] = stack.peek(2 + count);
		if (!isTold(topics[0])) return;
		if (length > BigInt(mostEventBytes))
			throw over(`an event of ${length} bytes`);
		const data =
			length === 0n
				? new Uint8Array(0)
				: memory.read(Number(offset), Number(length));
		this.#add(...effectsOf({ address: hexOf(env.address), topics, data }));
	};

	readonly #destroys = ({ stack, env }: RunState): void => {
		if (!this.#isOn) return;
		const [heir = 0n] = stack.peek(1);
		const from = hexOf(env.address);
		const to: Hex = `0x${(heir & ((1n << 160n) - 1n)).toString(16).padStart(40, "0")}`;
		const isNew = env.createdAddresses?.has(from) ?? false;
		if (isNew) this.#destroyed.push(from);
		// To itself: what was made in this run is gone with it, what was there before keeps it.
		if (to === from && !isNew) return;
		this.#moveCoin(from, to === from ? nobody : to, env.contract.balance);
	};

	readonly #writes = ({ env }: RunState): void => {
		if (!this.#isOn) return;
		this.#written.add(hexOf(env.address));
		if (this.#written.size > this.#bounds.written)
			throw over(`writes to more than ${this.#bounds.written} contracts`);
	};

	/** What is looked at when it is paid for. */
	readonly paid: ReadonlyMap<number, (at: RunState) => void> = new Map([
		...[0, 1, 2, 3, 4].map((count): [number, (at: RunState) => void] => [
			0xa0 + count,
			(at) => this.#logs(at, count),
		]),
		[0x55, this.#writes],
		[0xff, this.#destroys],
		...[...asks].map(([code, fact]): [number, () => void] => [
			code,
			() => {
				if (this.#isOn) this.#depends.add(fact);
			},
		]),
	]);

	/** @throws evm-bounds for more than mostEffects */
	get effects(): readonly Effect[] {
		const gone = new Set(this.#destroyed);
		const left = this.#effects.filter(
			(one) => one.kind !== "created" || !gone.has(one.address),
		);
		if (left.length > mostEffects)
			throw over(`${left.length} effects, ${mostEffects} are told`);
		return left;
	}
	/** Made and ended in this run. */
	get destroyed(): readonly Hex[] {
		return [...new Set(this.#destroyed)];
	}
	get callers(): readonly Hex[] {
		return [...this.#callers];
	}
	get written(): readonly Hex[] {
		return [...this.#written];
	}
	get depends(): readonly BlockFact[] {
		return [...this.#depends];
	}
}
