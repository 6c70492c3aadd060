// Pinned runtime code run alone: what it says depends on its input and on nothing else, or the run ends in a fault.
// Storage, block context and calls to anything that is not pinned end it, for those are no part of what was proved. It must
// not know what the code is for.

import { fromHex, type Hex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { lowAddress } from "../state/storage-layout.ts";
import { GuardedState, type ReadGuard } from "./guarded.ts";
import {
	type Evm,
	emptyState,
	type Instruction,
	MachineAddress,
	newestFork,
	openMachine,
	type RunState,
} from "./machine.ts";
import { kzgPrecompile, type Precompiles } from "./precompiles.ts";
import { checkWanted } from "./yield.ts";

export type PureRun = {
	/** The contract that is called; one of `contracts`. */
	readonly entry: Hex;
	/** All code there is: a call to anything else is impure. */
	readonly contracts: readonly { readonly address: Hex; readonly code: Hex }[];
	readonly input: Hex;
	readonly gas: bigint;
	/** Instructions at most, over all frames. */
	readonly steps?: number;
	readonly signal?: AbortSignal;
	/** What computes in the place of the package's own precompiles, as kernelPrecompiles of a kernel does. */
	readonly precompiles?: Precompiles;
};

export type PureResult = {
	/** False when it reverted, ran out of gas or did what no code may. */
	readonly ok: boolean;
	/** What it returned, or reverted with. */
	readonly output: Hex;
	/** By the instructions alone: without what a transaction pays to begin with. */
	readonly gasUsed: bigint;
};

/** Instructions a run may take unless it says otherwise: some forty times what a PLONK verifier needs. */
export const usualSteps = 5_000_000;

// What depends on more than the input and the pinned code: the state, the block, the transaction, who calls; and what
// would change the state. CALLER is among them: nobody in particular calls here.
const impure = new Set(
	[
		["BALANCE", "ORIGIN", "CALLER", "GASPRICE"],
		["EXTCODESIZE", "EXTCODECOPY", "EXTCODEHASH"],
		["BLOCKHASH", "COINBASE", "TIMESTAMP", "NUMBER", "PREVRANDAO", "GASLIMIT"],
		["CHAINID", "SELFBALANCE", "BASEFEE", "BLOBHASH", "BLOBBASEFEE"],
		["SLOAD", "SSTORE", "TLOAD", "TSTORE"],
		["LOG"],
		["CREATE", "CREATE2", "SELFDESTRUCT"],
		["CALLCODE", "DELEGATECALL"],
	].flat(),
);

const impurity = (why: string): Fault => new Fault("replay-impure", why);

/** The code of an account that has delegated begins so; no contract's does (EIP-3541, EIP-7702). */
const delegation = /^0xef/;

const lookFor =
	(isKnown: (address: Hex) => boolean) =>
	({ name }: Instruction, { stack }: RunState): void => {
		if (impure.has(name)) throw impurity(`the code does ${name}`);
		if (name !== "CALL" && name !== "STATICCALL") return;
		// gas, address, and for a CALL the value
		const [, to = 0n, value = 0n] = stack.peek(name === "CALL" ? 3 : 2);
		if (value !== 0n) throw impurity(`the code sends ${value} wei`);
		const address = lowAddress(to);
		if (!isKnown(address)) throw impurity(`the code calls ${address}`);
	};

const isPrecompile = ({ precompiles }: Evm, address: Hex): boolean =>
	precompiles.has(address.slice(2));

/**
 * Runs the pinned code with the input, as a static call by nobody. When it returns, what came out follows from the code,
 * the input and the gas alone.
 * @throws replay-impure at the first instruction that depends on or changes anything else, before it is done;
 * vm-unsupported at one that this machine does not know; evm-bounds beyond the steps; cancelled
 */
export const runPure = async (run: PureRun): Promise<PureResult> => {
	checkWanted(run.signal);
	const codes = new Map<Hex, Uint8Array>();
	for (const { address, code } of run.contracts) {
		if (delegation.test(code))
			throw impurity(`${address} has delegated to other code`);
		codes.set(toHex(fromHex(address, 20)), fromHex(code));
	}
	const entry = new MachineAddress(run.entry);
	const code = codes.get(entry.toString());
	if (code === undefined)
		throw new RangeError('"entry" is none of the contracts');

	const inner = await emptyState();
	for (const [address, bytes] of codes)
		await inner.putCode(new MachineAddress(address), bytes);

	const isKnown = (address: Hex): boolean =>
		codes.has(address) || isPrecompile(machine, address);
	// The look has refused the call already; this holds whatever the package comes to read.
	const known = (address: Hex): void => {
		if (!isKnown(address)) throw impurity(`the code reads ${address}`);
	};
	const guard: ReadGuard = {
		account: known,
		code: known,
		slot: (address, key) => {
			throw impurity(`the code reads slot ${key} of ${address}`);
		},
	};
	const machine = await openMachine({
		fork: newestFork,
		state: new GuardedState(inner, guard),
		look: lookFor(isKnown),
		stranger: (code) => {
			const byte = code.toString(16);
			throw new Fault("vm-unsupported", `the code does 0x${byte}`);
		},
		precompiles: new Map([...kzgPrecompile, ...(run.precompiles ?? [])]),
		steps: run.steps ?? usualSteps,
		signal: run.signal,
	});
	// Warm from the beginning, as in a transaction: its callee and the precompiles (EIP-2929).
	for (const address of machine.precompiles.keys())
		machine.journal.addAlwaysWarmAddress(address);
	machine.journal.addAlwaysWarmAddress(entry.toString());
	const { exceptionError, executionGasUsed, returnValue } =
		await machine.runCode({
			code,
			to: entry,
			data: fromHex(run.input),
			gasLimit: run.gas,
			isStatic: true,
		});
	return {
		ok: exceptionError === undefined,
		output: toHex(returnValue),
		gasUsed: executionGasUsed,
	};
};

/**
 * The code that a constructor leaves, immutables and all, for tests that have a compiler's output: the constructor runs
 * on an empty state.
 * @throws RangeError when it does not succeed
 */
export const runtimeOf = async (creation: Hex): Promise<Hex> => {
	const state = await emptyState();
	const machine = await openMachine({
		fork: newestFork,
		state,
		precompiles: kzgPrecompile,
		steps: usualSteps,
	});
	const { createdAddress, execResult } = await machine.runCall({
		data: fromHex(creation),
		gasLimit: 30_000_000n,
	});
	if (createdAddress === undefined || execResult.exceptionError !== undefined)
		throw new RangeError(
			`"creation" fails: ${execResult.exceptionError?.error ?? "no code"}`,
		);
	return toHex(await state.getCode(createdAddress));
};
