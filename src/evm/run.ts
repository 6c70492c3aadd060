// One run over what is proved. A read of anything else makes the run void: it is noted, the run may look a little further
// with nothing in its place to learn what else it will want, and whatever it says is thrown away.

import {
	bigFromBytes,
	bigToMinimal,
	fromHex,
	type Hex,
	toHex,
} from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import type { Slot } from "../state/values.ts";
import { GuardedState, type ReadGuard } from "./guarded.ts";
import { type ProvedBlock, type ReadPremises, Wants } from "./known.ts";
import {
	type Evm,
	type EvmBlock,
	type EvmState,
	emptyState,
	MachineAddress,
	type MachineOptions,
	openMachine,
	type RunState,
} from "./machine.ts";
import {
	kzgPrecompile,
	type Precompiles,
	type PricedPrecompile,
} from "./precompiles.ts";
import {
	type CallRequest,
	type EvmRules,
	effectivePrice,
	greatest,
	intrinsicGas,
	least,
} from "./rules.ts";

export type RunOutcome =
	| "returned"
	/** It took back what it did and says why. */
	| "reverted"
	/** Out of gas, or it did what no code may. */
	| "halted";

export type RunReport = {
	readonly ended: RunOutcome;
	/** The machine's word for a halt; null for the others. */
	readonly why: string | null;
	readonly output: Hex;
	/** As a transaction pays: with what is paid before, less what is given back, at least the floor. */
	readonly gasUsed: bigint;
	/** The most that was needed on the way, before anything is given back. */
	readonly gasBefore: bigint;
};

export type RunResult =
	| {
			readonly void: false;
			readonly ran: RunReport;
			readonly touched: ReadPremises;
	  }
	| { readonly void: true; readonly missing: Wants };

/** A word in the place of the proved one: for a question about the code, never for a conclusion. */
export type SlotOverride = Omit<Slot, "at">;

export type RunBounds = {
	readonly steps: number;
	/** Instructions that a void run may still do to learn what it will want. */
	readonly lookAhead: number;
};

/** How a void run is ended from inside. */
export class Enough extends Error {}

/** The price of a unit of blob gas: EIP-4844, fake_exponential(1, excess, fraction). */
export const blobFee = (excess: bigint, fraction: bigint): bigint => {
	let sum = 0n;
	let term = fraction;
	for (let i = 1n; term > 0n; i++) {
		sum += term;
		term = (term * excess) / (fraction * i);
	}
	return sum / fraction;
};

const vmUnsupported = (what: string): Fault =>
	new Fault("vm-unsupported", what);

/** What the code may ask of its block. Everything is out of the header's own bytes. */
export const blockOf = (
	{ block, fields }: ProvedBlock,
	rules: EvmRules,
): EvmBlock => {
	const part = (name: Parameters<typeof fields.field>[0]): Uint8Array => {
		const found = fields.field(name);
		if (found === null) throw vmUnsupported(`the header has no ${name}`);
		return found;
	};
	const { blockNumber, timestampS, gasLimit, baseFeePerGasWei } = block.value;
	return {
		header: {
			number: BigInt(blockNumber),
			coinbase: new MachineAddress(toHex(part("miner"))),
			timestamp: BigInt(timestampS),
			difficulty: 0n,
			prevRandao: part("mixHash"),
			gasLimit: BigInt(gasLimit),
			baseFeePerGas: baseFeePerGasWei,
			getBlobGasPrice: () => {
				if (rules.blobFeeFraction === null)
					throw vmUnsupported("the chain's blob schedule is not known");
				return blobFee(
					bigFromBytes(part("excessBlobGas")),
					rules.blobFeeFraction,
				);
			},
		},
	};
};

/** What is proved, put into an empty state; then what is supposed. */
export const stateOf = async (
	known: ProvedBlock,
	supposed: SlotOverride | null = null,
): Promise<EvmState> => {
	const state = await emptyState();
	for (const [address, { value }] of known.accounts) {
		if (!value.exists) continue;
		const place = new MachineAddress(address);
		const code = known.codes.get(address);
		if (code !== undefined && foreignCode.test(code.value.bytes))
			throw vmUnsupported(`the code of ${address} is none of Ethereum's`);
		if (code !== undefined && code.value.bytes !== "0x")
			await state.putCode(place, fromHex(code.value.bytes));
		await state.modifyAccountFields(place, {
			nonce: BigInt(value.nonce),
			balance: value.balanceWei,
			storageRoot: fromHex(value.storageRoot),
			codeHash: fromHex(value.codeHash),
		});
	}
	for (const { value } of known.slots.values())
		if (value.word !== 0n)
			await state.putStorage(
				new MachineAddress(value.address),
				fromHex(value.key),
				bigToMinimal(value.word),
			);
	if (supposed !== null)
		await state.putStorage(
			new MachineAddress(supposed.address),
			fromHex(supposed.key, 32),
			bigToMinimal(supposed.word),
		);
	return state;
};

/** What stands in for instructions that the chain has in its own way. */
export const unlikeOnes = ({
	unlike = [],
}: EvmRules): readonly (readonly [number, () => never])[] =>
	unlike.map((code) => [
		code,
		() => {
			throw vmUnsupported(`the code does 0x${code.toString(16)}`);
		},
	]);

/**
 * Code that no machine of Ethereum's runs: since EIP-3541 none begins with 0xef but a delegation (EIP-7702). On another chain it
 * may be a program all the same, as Stylus' of Arbitrum, which is WebAssembly behind 0xeff000.
 */
const foreignCode = /^0xef(?!0100)/;

export const strangeOnes = ({ strange }: EvmRules): Precompiles =>
	new Map(
		strange.map((address): [Hex, PricedPrecompile] => [
			address,
			{
				gas: () => 0n,
				compute: () => {
					throw vmUnsupported(`the code calls ${address}`);
				},
			},
		]),
	);

/** BLOCKHASH reaches so far back. */
const hashesBack = 256;

/** What the machine is asked to run, with the gas that the transaction's own costs leave. */
export const messageOf = (request: CallRequest, gasLimit: bigint) => {
	const from = new MachineAddress(request.from);
	return {
		caller: from,
		origin: from,
		...(request.to === null ? {} : { to: new MachineAddress(request.to) }),
		data: fromHex(request.data),
		value: request.valueWei,
		gasLimit,
	};
};

/** Warm from the beginning: EIP-2929, EIP-2930, EIP-3651. */
export const warm = (
	machine: Evm,
	request: CallRequest,
	block: EvmBlock,
): void => {
	const { journal, precompiles } = machine;
	for (const address of precompiles.keys())
		journal.addAlwaysWarmAddress(address);
	journal.addAlwaysWarmAddress(request.from);
	if (request.to !== null) journal.addAlwaysWarmAddress(request.to);
	journal.addAlwaysWarmAddress(block.header.coinbase.toString());
	for (const { address, slots } of request.accessList) {
		journal.addAlwaysWarmAddress(address);
		for (const slot of slots) journal.addAlwaysWarmSlot(address, slot);
	}
};

/** What a run reads of what is known: what it touched, and what it missed, which makes it void. */
export const openReads = (
	known: ProvedBlock,
	{ strangePrefixes = [] }: Pick<EvmRules, "strangePrefixes">,
) => {
	const touched: ReadPremises = new Set();
	const missing = new Wants();
	let isVoid = false;
	const lack = (note: () => void): void => {
		note();
		isVoid = true;
	};

	const readAccount = (address: Hex): void => {
		if (strangePrefixes.some((begins) => address.startsWith(begins)))
			throw vmUnsupported(`the code reads ${address}`);
		const account = known.accounts.get(address);
		if (account === undefined) lack(() => missing.account(address));
		else touched.add(account);
	};

	const { value: head } = known.block;
	const hashOf = (number: bigint): bigint => {
		const back = BigInt(head.blockNumber) - number;
		if (back < 1n || back > BigInt(hashesBack)) return 0n;
		if (back === 1n) return BigInt(head.parentHash);
		const ancestor = known.ancestors.get(Number(number));
		if (ancestor !== undefined) {
			touched.add(ancestor);
			return BigInt(ancestor.value.blockHash);
		}
		lack(() => missing.ancestors.add(Number(number)));
		return 0n;
	};

	const reads: ReadGuard = {
		account: readAccount,
		code: (address) => {
			readAccount(address);
			if (!known.hasCode(address)) lack(() => missing.account(address));
			const code = known.codes.get(address);
			if (code !== undefined) touched.add(code);
		},
		slot: (address, key) => {
			readAccount(address);
			const slot = known.slot(address, key);
			if (slot === undefined) lack(() => missing.slot(address, key));
			else if (slot !== "empty") touched.add(slot);
		},
	};
	return { touched, missing, isVoid: () => isVoid, reads, hashOf };
};

/** What the machine says, as a transaction pays for it. */
export const ranOf = (
	execResult: Awaited<ReturnType<Evm["runCall"]>>["execResult"],
	paid: bigint,
	floor: bigint,
	/** Given back in any case, by what came before the run. */
	refundBefore = 0n,
): RunReport => {
	const { exceptionError, returnValue, gasRefund = 0n } = execResult;
	const gasBefore = paid + execResult.executionGasUsed;
	const why = exceptionError?.error ?? null;
	const ended =
		why === null ? "returned" : why === "revert" ? "reverted" : "halted";
	// EIP-3529: a fifth at most comes back, and only of what succeeded.
	const refund = refundBefore + (ended === "returned" ? gasRefund : 0n);
	const gasUsed = gasBefore - least(refund, gasBefore / 5n);

	return {
		ended,
		why: ended === "halted" ? why : null,
		output: ended === "halted" ? "0x" : toHex(returnValue),
		gasUsed: greatest(gasUsed, floor),
		gasBefore: greatest(gasBefore, floor),
	};
};

/**
 * Runs the call with this gas limit over what is known. Not void: what it says follows from the touched values, the rules
 * and the request alone; and from what is supposed, where something is.
 * @throws call-failed when the limit does not cover what is paid before the first instruction, or the sender has not
 * got the value; vm-unsupported; evm-bounds; cancelled
 */
export const runOver = async (
	known: ProvedBlock,
	request: CallRequest,
	gasLimit: bigint,
	rules: EvmRules,
	{
		precompiles,
		paid: seen,
		...bounds
	}: RunBounds & {
		readonly precompiles: Precompiles;
		readonly paid?: MachineOptions["paid"];
	},
	signal?: AbortSignal,
	supposed: SlotOverride | null = null,
): Promise<RunResult> => {
	const { paid, floor } = intrinsicGas(request, rules);
	if (gasLimit < greatest(paid, floor))
		throw new Fault(
			"call-failed",
			`a gas limit of ${gasLimit}, and ${greatest(paid, floor)} are paid at least`,
		);
	const gasPrice = effectivePrice(request, known.block.value.baseFeePerGasWei);
	const { touched, missing, isVoid, reads, hashOf } = openReads(known, rules);
	const state = new GuardedState(await stateOf(known, supposed), reads);
	let ahead = 0;
	const machine = await openMachine({
		fork: rules.fork,
		state,
		look: () => {
			if (isVoid() && ++ahead > bounds.lookAhead) throw new Enough();
		},
		instead: new Map<number, (at: RunState) => void>([
			// BLOCKHASH
			[0x40, ({ stack }) => stack.push(hashOf(stack.pop()))],
			// CHAINID
			[0x46, ({ stack }) => stack.push(BigInt(rules.chainId))],
			...unlikeOnes(rules),
		]),
		...(seen === undefined ? {} : { paid: seen }),
		precompiles: new Map([
			...kzgPrecompile,
			...precompiles,
			...strangeOnes(rules),
		]),
		steps: bounds.steps,
		signal,
	});
	const block = blockOf(known, rules);
	warm(machine, request, block);
	const from = new MachineAddress(request.from);
	const sender = await state.getAccount(from);
	if (!isVoid() && (sender?.balance ?? 0n) < request.valueWei)
		throw new Fault(
			"call-failed",
			`insufficient funds: the sender has ${sender?.balance ?? 0n} wei, ${request.valueWei} are sent`,
		);
	try {
		const { execResult } = await machine.runCall({
			...messageOf(request, gasLimit - paid),
			gasPrice,
			block,
		});
		if (isVoid()) return { void: true, missing };
		return { void: false, touched, ran: ranOf(execResult, paid, floor) };
	} catch (thrown) {
		// Whatever a void run ended in came of what it had to do without, except that nobody wants it any more.
		if (isVoid() && asFault(thrown).code !== "cancelled")
			return { void: true, missing };
		throw thrown;
	}
};
