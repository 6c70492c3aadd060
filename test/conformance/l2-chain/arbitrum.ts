// Arbitrum's recordings: what the rollup contract on L1 keeps of an assertion, what its hash commits to, the header under its block's
// hash, accounts under that. The recorder seldom asked for all that arbitrum-config reads; then each piece is decided by the function
// that the rules use, and what is missing is named.

import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import type { Json } from "../../../src/base/immutable.ts";
import {
	type Assertion,
	assertion,
	assertionHash,
	finished,
	unpackNode,
} from "../../../src/l2/arbitrum/checks/assertion.ts";
import {
	arbitrumConfigWanted,
	concludeArbitrumConfig,
} from "../../../src/l2/arbitrum/checks/config.ts";
import { arbitrumChecks } from "../../../src/l2/arbitrum/checks/kind.ts";
import type { ArbitrumProfile } from "../../../src/l2/arbitrum/checks/profile.ts";
import {
	concludeArbitrumRoot,
	nodeSlot,
} from "../../../src/l2/arbitrum/checks/root.ts";
import {
	checkAssertedBlock,
	concludeArbitrumState,
} from "../../../src/l2/arbitrum/checks/state.ts";
import { checkCode } from "../../../src/l2/contracts.ts";
import { contractPremises } from "../../../src/l2/proved.ts";
import { listSlot, wordHex } from "../../../src/state/storage-layout.ts";
import { expect, fieldsIn, listIn, type StateCase } from "../state-l1/case.ts";
import { isFields } from "../state-l1/document.ts";
import {
	accountOf,
	camel,
	headerIn,
	lower,
	namesOf,
	recorded,
	slotOf,
} from "./parts.ts";
import { l1Basis, l1Proved, type OnL1, type Recording } from "./recording.ts";

const statuses = ["running", "finished", "errored"];

const numberIn = (json: Json | undefined): Json =>
	typeof json === "string" ? Number(json) : (json ?? null);

/** All that the assertion's hash commits to, of a claim in either spelling, nested as the contract has it or flat. */
const assertionIn = (claim: { readonly [name: string]: Json }): Json => {
	const nested = claim.assertionState ?? claim.afterState ?? null;
	const state = isFields(nested) ? camel(nested) : claim;
	const global = isFields(state.globalState) ? camel(state.globalState) : state;
	const [blockHash, sendRoot] = Array.isArray(global.bytes32Vals)
		? listIn(global.bytes32Vals)
		: [global.blockHash, global.sendRoot];
	const [batch, position] = Array.isArray(global.u64Vals)
		? listIn(global.u64Vals)
		: [global.batch ?? global.inboxPosition, global.positionInMessage ?? 0];
	const status = state.machineStatus;
	return {
		parent: lower(claim.parentAssertionHash ?? claim.prevAssertionHash),
		blockHash: lower(blockHash),
		sendRoot: lower(sendRoot),
		batch: numberIn(batch),
		positionInBatch: numberIn(position),
		machineStatus:
			typeof status === "string" && !/^(0x)?\d/.test(status)
				? statuses.indexOf(status.toLowerCase())
				: numberIn(status),
		endHistoryRoot: lower(state.endHistoryRoot),
		inboxAcc: lower(claim.inboxAcc ?? claim.afterInboxBatchAcc),
	};
};

/** The profile that ships for the chain; one with its layout alone where none does. */
const profileOf = (
	{ l1 }: Recording,
	claim: { readonly [name: string]: Json },
	l2: { readonly [name: string]: Json },
): { readonly profile: ArbitrumProfile; readonly isShipped: boolean } => {
	const shipped = arbitrumChecks.profiles.find(
		({ chainId, l1ChainId }) =>
			chainId === l2.chainId && l1ChainId === fieldsIn(l1).chainId,
	);
	if (shipped !== undefined) return { profile: shipped, isShipped: true };
	const [like] = arbitrumChecks.profiles;
	expect(like !== undefined, "no profile of the kind ships");
	const { contracts } = like;
	return {
		isShipped: false,
		profile: {
			...like,
			chainId: d.int(1)(l2.chainId, "chainId"),
			l1ChainId: d.int(1)(fieldsIn(l1).chainId, "l1.chainId"),
			contracts: {
				...contracts,
				rollup: {
					...contracts.rollup,
					address: d.address(lower(claim.rollup), "rollup"),
				},
			},
		},
	};
};

type Parts = {
	readonly proved: readonly OnL1[];
	readonly one: Assertion;
	readonly header: Hex;
};

/** All of it by the rules, as they conclude it. */
const byRules = (
	profile: ArbitrumProfile,
	{ one, header }: Parts,
	contracts: readonly OnL1[],
	node: OnL1["slots"][number],
): void => {
	const config = concludeArbitrumConfig(profile, contractPremises(contracts));
	const root = concludeArbitrumRoot([config, node], { assertions: [one] });
	concludeArbitrumState(root, { rlp: header });
};

/** Each piece by the function that the rules use. @throws what those throw */
const decide = (
	profile: ArbitrumProfile,
	isShipped: boolean,
	parts: Parts,
): { readonly stateRoot: Hex; readonly isWhole: boolean } => {
	const { proved, one, header } = parts;
	const { contracts, slots } = profile;
	const { rollup, bridge } = contracts;
	const on = accountOf(proved, rollup.address);
	expect(on !== undefined, "the rollup contract is not recorded");
	if (isShipped && rollup.codeHash !== undefined)
		checkCode(on.account.value, rollup.address, rollup.codeHash, "the rollup");
	const hash = assertionHash(one);
	const node = slotOf(on, nodeSlot(profile, hash));
	expect(node !== undefined, `no slot of assertion ${hash}`);
	const { status } = unpackNode(node.value.word);
	expect(status !== "none", "L1 does not have the assertion");
	expect(one.machineStatus === finished, "the machine did not come to its end");
	const logic = slotOf(on, slots.implementation);
	const user = slotOf(on, slots.userLogic);
	if (isShipped)
		for (const [slot, address] of [
			[logic, rollup.implementation],
			[user, profile.userLogic.address],
		] as const)
			expect(
				slot === undefined || slot.value.word === BigInt(address),
				"another logic",
			);
	const latest = slotOf(on, wordHex(slots.latestConfirmed));
	if (latest?.value.word === BigInt(hash))
		expect(status === "confirmed", "confirmed last, and pending");
	const accumulator = slotOf(
		accountOf(proved, bridge.address),
		listSlot(slots.batches, Math.max(0, one.batch - 1)),
	);
	expect(
		accumulator === undefined ||
			wordHex(accumulator.value.word) === one.inboxAcc,
		"another accumulator of the inbox",
	);
	const { fields } = checkAssertedBlock(header, one);
	const all = isShipped
		? recorded(proved, arbitrumConfigWanted(profile))
		: null;
	const isWhole = all !== null && latest?.value.word === BigInt(hash);
	if (all !== null && isWhole) byRules(profile, parts, all, node);
	return { stateRoot: fields.stateRoot, isWhole };
};

const inputOf = d.record({
	l1Root: d.hash,
	l1Accounts: d.anything,
	hash: d.hash,
	assertion,
	header: d.hexUpTo(65_536),
	accounts: d.anything,
});

/** What the recording says, as the functions take it. @throws bad-field for a recording that lacks a part */
export const readRecording = (recording: Recording) => {
	const claim = camel(recording.claim);
	const l2 = camel(recording.l2);
	const input = {
		l1Root: l1Basis(recording.l1).value.stateRoot,
		l1Accounts: recording.l1Accounts,
		hash: lower(claim.assertionHash),
		assertion: assertionIn(claim),
		header: headerIn(l2),
		accounts: l2.accounts ?? [],
	};
	return { ...profileOf(recording, claim, l2), claim, l2, input };
};

/** Decides an input, and that it has no other accounts than were recorded. */
const checkOf = (recording: Recording) => {
	const { profile, isShipped, l2, input } = readRecording(recording);
	const under = (stateRoot: Hex, chainId: number, accounts: Json) =>
		l1Proved(l1Basis({ chainId, stateRoot }), accounts);
	const decided = (raw: Json) => {
		const said = inputOf(raw, "input");
		const proved = l1Proved(
			l1Basis({
				...(recording.l1 as object),
				stateRoot: said.l1Root,
			} as Json),
			said.l1Accounts as Json,
		);
		expect(said.hash === assertionHash(said.assertion), "another hash");
		const { stateRoot, isWhole } = decide(profile, isShipped, {
			proved,
			one: said.assertion,
			header: said.header,
		});
		expect(
			l2.stateRoot === undefined || lower(l2.stateRoot) === stateRoot,
			"another state root",
		);
		const accounts = under(stateRoot, profile.chainId, said.accounts as Json);
		return { isWhole, names: [namesOf(proved), namesOf(accounts)].join("|") };
	};
	return { decided, input };
};

export const arbitrumForms = (recording: Recording): readonly StateCase[] => {
	const { decided, input } = checkOf(recording);
	const { isWhole, names } = decided(input);
	const check = (raw: Json): void => {
		expect(
			decided(raw).names === names,
			"other accounts or slots than were recorded",
		);
	};
	const { path } = recording;
	const one = fieldsIn(input.assertion);
	const isFalse = (what: string, changed: Json): StateCase => ({
		name: `${path} ${what}`,
		input: changed,
		check,
		isFalse: true,
	});
	const { profile, isShipped } = readRecording(recording);
	return [
		{ name: `${path} assertion, header and accounts`, input, check },
		isFalse("with a machine that did not come to its end", {
			...input,
			assertion: { ...one, machineStatus: 2 },
		}),
		isFalse("under its parent's hash", {
			...input,
			hash: one.parent ?? null,
		}),
		isFalse("with its block and its send root swapped", {
			...input,
			assertion: {
				...one,
				blockHash: one.sendRoot ?? null,
				sendRoot: one.blockHash ?? null,
			},
		}),
		isFalse("with L1's accounts in the place of its own", {
			...input,
			accounts: input.l1Accounts,
		}),
		...(isWhole
			? []
			: [
					{
						name: `${path} arbitrum-config and arbitrum-root as rules`,
						input: null,
						check: () => {},
						unsupported: isShipped
							? "not recorded: slots and code of both logics, the newest confirmed assertion"
							: `no profile of chain ${profile.chainId} ships`,
					},
				]),
	];
};
