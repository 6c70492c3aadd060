// One run of a transaction over what is proved, as a block would run it: who pays, what is delegated, the call, and what is
// gone afterwards; then the questions to the tokens that moved.

import { concat, fromHex, type Hex, toHex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import { type ForetoldRun, mostRevertOutput } from "../protocol/foretold.ts";
import { GuardedState } from "./guarded.ts";
import type { ProvedBlock, ReadPremises } from "./known.ts";
import {
	type Evm,
	type EvmBlock,
	type EvmState,
	MachineAddress,
	openMachine,
	type RunState,
} from "./machine.ts";
import { kzgPrecompile, type Precompiles } from "./precompiles.ts";
import type { Attempt } from "./prove.ts";
import { reasonOf } from "./revert.ts";
import {
	type EvmRules,
	effectivePrice,
	greatest,
	hasFork,
	intrinsicGas,
	mostTransactionGas,
} from "./rules.ts";
import {
	blockOf,
	Enough,
	messageOf,
	openReads,
	type RunBounds,
	type RunReport,
	ranOf,
	stateOf,
	strangeOnes,
	unlikeOnes,
	warm,
} from "./run.ts";
import {
	type Answers,
	type AskWord,
	askAll,
	measure,
	type Questions,
	questionsOf,
} from "./simulate-measure.ts";
import { EffectRecord, type RecordBounds } from "./simulate-record.ts";
import type { BlockAhead, SimulatedTransaction } from "./simulate-request.ts";

export type SimulationRunBounds = RunBounds &
	RecordBounds & {
		/** Of one question to a token. */
		readonly questionGas: bigint;
	};

export type SimulationRun = {
	readonly ran: ForetoldRun;
	readonly callers: readonly Hex[];
	readonly touched: ReadPremises;
};

const failed = (why: string): Fault => new Fault("call-failed", why);

/** EIP-7702 */
const delegationMark = fromHex("0xef0100");
const delegationGas = 25_000n;
const delegationRefund = 12_500n;
const mostNonce = (1n << 64n) - 1n;
/** EIP-3860 */
const mostInitCode = 49_152;

const isDelegation = (code: Uint8Array): boolean =>
	code.length === 23 && delegationMark.every((byte, i) => code[i] === byte);

/** What every block asks of a transaction before it looks at the state. @throws call-failed */
const checkLimits = (
	request: SimulatedTransaction,
	known: ProvedBlock,
	rules: EvmRules,
) => {
	const { gas, data, to, delegations } = request;
	const intrinsic = intrinsicGas(request, rules);
	const paid = intrinsic.paid + delegationGas * BigInt(delegations.length);
	const needed = greatest(paid, intrinsic.floor);
	if (gas < needed)
		throw failed(`a gas limit of ${gas}, and ${needed} are paid at least`);
	const most = known.block.value.gasLimit;
	if (gas > BigInt(most)) throw failed(`gas ${gas}, a block has ${most}`);
	if (hasFork(rules, "osaka") && gas > mostTransactionGas)
		throw failed(`gas ${gas}, a transaction has ${mostTransactionGas}`);
	if (to === null && data.length / 2 - 1 > mostInitCode)
		throw failed(`a creation of more than ${mostInitCode} bytes`);
	if (delegations.length > 0 && (to === null || !hasFork(rules, "prague")))
		throw failed("a delegation in a transaction that can have none");
	return { paid, floor: intrinsic.floor };
};

/**
 * Takes the most that gas may cost from the sender, and his nonce.
 * @throws call-failed where no block would take it
 */
const payAhead = async (
	state: EvmState,
	request: SimulatedTransaction,
	price: bigint,
	isVoid: () => boolean,
): Promise<void> => {
	const from = new MachineAddress(request.from);
	const account = await state.getAccount(from);
	const code = await state.getCode(from);
	const { balance = 0n, nonce = 0n } = account ?? {};
	const { gas, gasPriceWei, valueWei } = request;
	if (!isVoid()) {
		if (request.nonce < nonce || request.nonce >= mostNonce)
			throw failed(`nonce ${request.nonce}, the account's is ${nonce}`);
		if (code.length > 0 && !isDelegation(code))
			throw failed("the sender is a contract");
		const most = gas * gasPriceWei + valueWei;
		if (balance < most)
			throw failed(
				`insufficient funds: the sender has ${balance} wei, ${most} may be spent`,
			);
	}
	await state.modifyAccountFields(from, {
		balance: balance - gas * price,
		nonce: request.nonce + 1n,
	});
};

/** EIP-7702, behavior: what is not fit is passed over. Gives back what was paid too much. */
const delegate = async (
	state: EvmState,
	machine: Evm,
	{ delegations }: SimulatedTransaction,
	{ chainId }: EvmRules,
	record: EffectRecord,
): Promise<bigint> => {
	let refund = 0n;
	for (const { authority, address, nonce, ...one } of delegations) {
		if (one.chainId !== 0n && one.chainId !== BigInt(chainId)) continue;
		if (nonce >= mostNonce) continue;
		machine.journal.addAlwaysWarmAddress(authority);
		const place = new MachineAddress(authority);
		const account = await state.getAccount(place);
		const code = await state.getCode(place);
		if (code.length > 0 && !isDelegation(code)) continue;
		if ((account?.nonce ?? 0n) !== nonce) continue;
		if (account !== undefined && !account.isEmpty()) refund += delegationRefund;
		const isOff = BigInt(address) === 0n;
		await state.putCode(
			place,
			isOff ? new Uint8Array(0) : concat(delegationMark, fromHex(address)),
		);
		await state.modifyAccountFields(place, { nonce: nonce + 1n });
		const to = isOff ? null : address;
		record.before({ kind: "delegated", account: authority, to });
	}
	return refund;
};

/** A block that is not there yet, after the proved one: what nobody knows of it stands as it does there. */
const aheadOf = (
	known: ProvedBlock,
	rules: EvmRules,
	{ number, timestampS, baseFeePerGasWei }: BlockAhead,
): EvmBlock => {
	const { header } = blockOf(known, rules);
	const timestamp = BigInt(timestampS);
	return {
		header: { ...header, number, timestamp, baseFeePerGas: baseFeePerGasWei },
	};
};

type Stage = {
	readonly known: ProvedBlock;
	readonly request: SimulatedTransaction;
	readonly ahead: BlockAhead;
	readonly rules: EvmRules;
	readonly precompiles: Precompiles;
	readonly bounds: SimulationRunBounds;
	readonly signal: AbortSignal | undefined;
};

/** The machine at its state, with all that it says to us. */
const open = async (stage: Stage) => {
	const { known, ahead, rules, bounds, signal } = stage;
	const head = BigInt(known.block.value.blockNumber);
	const { hashOf, ...reads } = openReads(known, rules);
	const state = new GuardedState(await stateOf(known), reads.reads);
	const record = new EffectRecord(bounds);
	let after = 0;
	const hashAhead = (number: bigint): bigint => {
		if (number >= ahead.number || ahead.number - number > 256n) return 0n;
		// Of blocks that are not there yet nobody knows a hash; that it was asked for is said.
		return number >= head ? BigInt(known.fields.hash) : hashOf(number);
	};
	const machine = await openMachine({
		fork: rules.fork,
		state,
		look: () => {
			if (reads.isVoid() && ++after > bounds.lookAhead) throw new Enough();
		},
		instead: new Map<number, (at: RunState) => void>([
			// BLOCKHASH
			[0x40, ({ stack }) => stack.push(hashAhead(stack.pop()))],
			// CHAINID
			[0x46, ({ stack }) => stack.push(BigInt(rules.chainId))],
			...unlikeOnes(rules),
		]),
		paid: record.paid,
		frames: record.frames,
		precompiles: new Map([
			...kzgPrecompile,
			...stage.precompiles,
			...strangeOnes(rules),
		]),
		steps: bounds.steps,
		signal,
	});
	return { state, machine, record, ...reads };
};

/** Asks without leave to change anything; a contract that is not there has nothing. */
const askerOf =
	(
		{ request, bounds }: Stage,
		{ state, machine }: Awaited<ReturnType<typeof open>>,
		block: EvmBlock,
		gasPrice: bigint,
	): AskWord =>
	async (to, data) => {
		const place = new MachineAddress(to);
		if ((await state.getCode(place)).length === 0) return 0n;
		const from = new MachineAddress(request.from);
		const { execResult } = await machine.runCall({
			caller: from,
			origin: from,
			to: place,
			data: fromHex(data),
			gasLimit: bounds.questionGas,
			gasPrice,
			block,
			isStatic: true,
			skipNonceIncrement: true,
		});
		const { exceptionError, returnValue } = execResult;
		if (exceptionError !== undefined || returnValue.length !== 32) return null;
		return BigInt(toHex(returnValue));
	};

const nothingAsked: Answers = { balances: [], allowances: [] };

const runOf = (
	{ ended, why, output, gasUsed }: RunReport,
	{ timestampS, baseFeePerGasWei }: BlockAhead,
	record: EffectRecord,
	measured: ReturnType<typeof measure>,
): ForetoldRun => {
	const said: Hex =
		ended === "reverted"
			? `0x${output.slice(2, 2 + 2 * mostRevertOutput)}`
			: "0x";
	return {
		timestampS,
		baseFeePerGasWei: baseFeePerGasWei.toString(),
		ended,
		output: said,
		reason: ended === "reverted" ? reasonOf(said) : null,
		why: why === null ? null : why.slice(0, 200),
		gasUsed: Number(gasUsed),
		effects: [...record.effects],
		measured: [...measured.measured],
		allowances: [...measured.allowances],
		depends: [...record.depends],
	};
};

/** The transaction, and the account's answers before and after it. */
const runAll = async (
	stage: Stage,
	opened: Awaited<ReturnType<typeof open>>,
): Promise<{ readonly ran: ForetoldRun }> => {
	const { known, request, ahead, rules } = stage;
	const { state, machine, record, isVoid } = opened;
	const { paid, floor } = checkLimits(request, known, rules);
	const gasPrice = effectivePrice(request, ahead.baseFeePerGasWei);
	const block = aheadOf(known, rules, ahead);
	await state.checkpoint();
	await payAhead(state, request, gasPrice, isVoid);
	warm(machine, request, block);
	const refund = await delegate(state, machine, request, rules, record);
	const { execResult } = await machine.runCall({
		...messageOf(request, request.gas - paid),
		gasPrice,
		block,
		skipNonceIncrement: true,
	});
	record.stop();
	for (const gone of record.destroyed) {
		const place = new MachineAddress(gone);
		await state.clearStorage(place);
		await state.deleteAccount(place);
	}
	const report = ranOf(execResult, paid, floor, refund);
	const hasReturned = report.ended === "returned";
	const holder = request.holder ?? request.from;
	const questions: Questions = questionsOf(
		holder,
		record.effects,
		hasReturned ? record.written : [],
	);
	const ask = askerOf(stage, opened, block, gasPrice);
	const held = new MachineAddress(holder);
	const paidAhead = holder === request.from ? request.gas * gasPrice : 0n;
	const coinBefore = async () => (await state.getAccount(held))?.balance ?? 0n;
	const coinAfter = async () => (await coinBefore()) + paidAhead;
	const after = hasReturned
		? await askAll(questions, ask, coinAfter)
		: nothingAsked;
	await state.revert();
	const before = hasReturned
		? await askAll(questions, ask, coinBefore)
		: nothingAsked;
	const measured = measure(questions, before, after);
	return { ran: runOf(report, ahead, record, measured) };
};

/**
 * Runs the transaction over what is known. Not void: all of it follows from the touched values, the rules and the request.
 * @throws call-failed where no block would take it; vm-unsupported; evm-bounds, with the bound; cancelled
 */
export const simulateOver = async (
	stage: Stage,
): Promise<Attempt<SimulationRun>> => {
	const opened = await open(stage);
	const { touched, missing, isVoid, record } = opened;
	try {
		const { ran } = await runAll(stage, opened);
		if (isVoid()) return { void: true, missing };
		return { void: false, touched, ran, callers: record.callers };
	} catch (thrown) {
		// Whatever a void run ended in came of what it had to do without, except that nobody wants it any more.
		if (isVoid() && asFault(thrown).code !== "cancelled")
			return { void: true, missing };
		throw thrown;
	}
};
