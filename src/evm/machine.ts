// The one place that knows the package that runs EVM code: a machine with a fork, a state, precompiles, and a look at
// every instruction before it is done. It must not know where the state comes from.

import type {
	EVMInterface,
	EVMOpts,
	EVMRunCallOpts,
	getOpcodesForHF,
	PrecompileFunc,
} from "@ethereumjs/evm";
import { lazyOnce } from "../base/async.ts";
import { equalBytes, fromHex, type Hex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { Precompiles, PricedPrecompile } from "./precompiles.ts";
import { unlessStopped, yieldToEventLoop } from "./yield.ts";

export type Evm = EVMInterface;
/** What the package reads and writes: accounts, code, storage, and the points to go back to. */
export type EvmState = EVMInterface["stateManager"];
export type EvmAddress = NonNullable<EVMRunCallOpts["to"]>;
export type EvmBlock = NonNullable<EVMRunCallOpts["block"]>;
export type EvmAccount = NonNullable<
	Awaited<ReturnType<EvmState["getAccount"]>>
>;
type Custom = NonNullable<EVMOpts["customOpcodes"]>[number];
type Opcodes = ReturnType<typeof getOpcodesForHF>;
type Handler = Opcodes["handlers"] extends Map<number, infer H> ? H : never;
/** What the running code has before it. */
export type RunState = Parameters<Handler>[0];

/** The rules of Ethereum that the machine knows, by their names. */
export type EvmFork = "shanghai" | "cancun" | "prague" | "osaka";
/** The newest of them. */
export const newestFork: EvmFork = "osaka";

/** An address as the package wants it. */
export class MachineAddress implements EvmAddress {
	readonly bytes: Uint8Array;
	constructor(address: Hex) {
		this.bytes = fromHex(address, 20);
	}
	equals(other: EvmAddress): boolean {
		return equalBytes(this.bytes, other.bytes);
	}
	isZero(): boolean {
		return this.bytes.every((byte) => byte === 0);
	}
	/** EIP-1352: up to 0xffff. */
	isPrecompileOrSystemAddress(): boolean {
		return this.bytes.subarray(0, 18).every((byte) => byte === 0);
	}
	toString(): Hex {
		return toHex(this.bytes);
	}
	toBytes(): Uint8Array {
		return this.bytes.slice();
	}
}

/** A call or a creation, as it begins. */
export type CallFrame = NonNullable<EVMRunCallOpts["message"]>;
/** And how it ended. */
export type CallFrameEnd = Awaited<ReturnType<EVMInterface["runCall"]>>;

/** Hears of every frame, the outermost first; what it throws ends the whole run. */
export type CallFrameWatch = {
	readonly begins: (frame: CallFrame) => void;
	readonly ends: (end: CallFrameEnd) => void;
};

/** One instruction, before it is done. */
export type Instruction = {
	readonly code: number;
	/** As in the Yellow Paper: "SLOAD". */
	readonly name: string;
};

export type MachineOptions = {
	readonly fork: EvmFork;
	readonly state: EvmState;
	/**
	 * Looks at every instruction before it is done and before what it reads is read; what it throws ends the whole run, not
	 * the frame. Its gas may be charged already.
	 */
	readonly look?: (instruction: Instruction, at: RunState) => void;
	/** Called for a byte that is no instruction of the fork, before the frame fails for it; 0xfe never is one. */
	readonly stranger?: (code: number) => void;
	/** What stands in for an instruction: it is charged the same and does this instead. */
	readonly instead?: ReadonlyMap<
		number,
		(at: RunState) => void | Promise<void>
	>;
	/** Looks at an instruction that is paid for already, before it is done: what it names lies within the paid memory. */
	readonly paid?: ReadonlyMap<number, (at: RunState) => void>;
	readonly frames?: CallFrameWatch;
	/** What computes in the place of the package's own. */
	readonly precompiles: Precompiles;
	/** Instructions at most, over all frames. */
	readonly steps: number;
	readonly signal?: AbortSignal | undefined;
};

/** Loaded when the first machine is wanted: an engine that runs no code starts without it. */
const load = async () => {
	const { createEVM, EVMError, getOpcodesForHF } = await import(
		"@ethereumjs/evm"
	);
	return { createEVM, EVMError, getOpcodesForHF };
};
type Package = Awaited<ReturnType<typeof load>>;

/** @throws internal when the file of the extension cannot be read; the next machine tries again */
const loaded = lazyOnce(() =>
	load().catch((thrown: unknown) => {
		throw new Fault("internal", `the machine does not load: ${thrown}`);
	}),
);

/** How many instructions are done between two yields. */
const yieldSteps = 8192;

const bounds = (steps: number): Fault =>
	new Fault("evm-bounds", `more than ${steps} instructions`);

/** Every instruction of the fork, looked at and counted. */
const observed = (
	{ opcodes, handlers, dynamicGasHandlers }: Opcodes,
	{ look, stranger, instead, paid, steps, signal }: MachineOptions,
	{ EVMError }: Package,
): Custom[] => {
	let done = 0;
	const list: Custom[] = [];
	for (const [code, { name, fee, isInvalid }] of opcodes) {
		const handler = handlers.get(code);
		if (isInvalid || handler === undefined) continue;
		const instruction = { code, name };
		const other = instead?.get(code);
		const seen = paid?.get(code);
		const gas = dynamicGasHandlers.get(code);
		list.push({
			opcode: code,
			opcodeName: name,
			baseFee: fee,
			// The price of an instruction can depend on what it reads, so the look comes first.
			...(gas === undefined
				? {}
				: {
						gasFunction: async (at, fees, common) => {
							look?.(instruction, at);
							return gas(at, fees, common);
						},
					}),
			logicFunction: (at, common) => {
				done++;
				if (done > steps) throw bounds(steps);
				if (gas === undefined) look?.(instruction, at);
				seen?.(at);
				const act = () =>
					other === undefined ? handler(at, common) : other(at);
				// Most instructions are done at once: a promise for each would be half of the time.
				return done % yieldSteps === 0
					? yieldToEventLoop(signal).then(act)
					: act();
			},
		});
	}
	if (stranger !== undefined)
		for (let code = 0; code <= 0xff; code++)
			if (!opcodes.has(code) && code !== 0xfe)
				list.push({
					opcode: code,
					opcodeName: "UNKNOWN",
					baseFee: 0,
					logicFunction: () => {
						stranger(code);
						throw new EVMError("invalid opcode");
					},
				});
	return list;
};

/** A precompile that computes as we say, and fails as the package's own do: with all its gas. @throws cancelled */
const precompile =
	(
		{ gas, compute }: PricedPrecompile,
		signal: AbortSignal | undefined,
		{ EVMError }: Package,
	): PrecompileFunc =>
	async ({ data, gasLimit }) => {
		const fee = gas(data);
		const output =
			fee > gasLimit ? null : await unlessStopped(compute(data), signal);
		return output === null
			? {
					executionGasUsed: gasLimit,
					returnValue: new Uint8Array(0),
					exceptionError: new EVMError("out of gas"),
				}
			: { executionGasUsed: fee, returnValue: output };
	};

type Rules = { readonly common: Evm["common"]; readonly opcodes: Opcodes };
const rulesByFork = new Map<EvmFork, Rules>();

/**
 * The rules of a fork, without a state or a chain: whoever needs the chain's id gives it himself. Made once a fork; a
 * machine gets a copy, for it listens to its own.
 */
const rulesOf = async (fork: EvmFork): Promise<Rules> => {
	const known = rulesByFork.get(fork);
	if (known !== undefined) return known;
	const { createEVM, getOpcodesForHF } = await loaded();
	const { common } = await createEVM();
	common.setHardfork(fork);
	const made = { common, opcodes: getOpcodesForHF(common) };
	rulesByFork.set(fork, made);
	return made;
};

let blank: EvmState | undefined;

/** An empty state of the package's own: in memory, with points to go back to. */
export const emptyState = async (): Promise<EvmState> => {
	const { createEVM } = await loaded();
	blank ??= (await createEVM()).stateManager;
	return blank.shallowCopy();
};

/** A machine for one run: what it counts and what it has touched is of that run. */
export const openMachine = async (options: MachineOptions): Promise<Evm> => {
	const evm = await loaded();
	const { common, opcodes } = await rulesOf(options.fork);
	const machine = await evm.createEVM({
		common: common.copy(),
		stateManager: options.state,
		customOpcodes: observed(opcodes, options, evm),
		customPrecompiles: [...options.precompiles].map(([address, priced]) => ({
			address,
			function: precompile(priced, options.signal, evm),
		})),
	});
	const { frames } = options;
	if (frames !== undefined) {
		machine.events.on("beforeMessage", (frame) => frames.begins(frame));
		machine.events.on("afterMessage", (end) => frames.ends(end));
	}
	return machine;
};
