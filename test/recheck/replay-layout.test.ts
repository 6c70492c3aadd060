// The rules of routes against storage that Solidity itself laid out: contracts with the routers' variables, deployed on a
// machine, and what stands in their storage afterwards read by the rules.

import { createEVM } from "@ethereumjs/evm";
import { describe, expect, it } from "vitest";
import {
	bigFromBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../src/base/bytes.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import { MachineAddress } from "../../src/evm/machine.ts";
import {
	decodeVerifierProfile,
	selectorKey,
} from "../../src/recheck/replay-profile.ts";
import {
	concludeVerifier,
	type RouteKey,
	verifierWanted,
} from "../../src/recheck/replay-route.ts";
import { proveAccount } from "../../src/state/account.ts";
import { proveCode, proveSlot } from "../../src/state/slot.ts";
import { wordHex } from "../../src/state/storage-layout.ts";
import type { Header } from "../../src/state/values.ts";
import { madeState } from "../adversary/made/state.ts";
import { compileContract } from "../network/l1/solidity.ts";
import { say, scene } from "../receipt/world.ts";
import { at } from "./both.ts";

const source = new URL("./contracts/Routes.sol", import.meta.url);
const selector: Hex = "0xa1b2c3d4";
const verifier = at(0x7777);
const verifierCode: Hex = "0x00";
const other = at(0x8888);

/** The contract's code, and how its storage is read, after its constructor. */
const deployed = async (name: string, to: Hex, isOff: boolean) => {
	const words = [
		selectorKey(selector),
		wordHex(BigInt(to)),
		wordHex(isOff ? 1n : 0n),
	];
	const evm = await createEVM();
	const { createdAddress, execResult } = await evm.runCall({
		data: concat(
			fromHex(compileContract(source, name)),
			...words.map((word) => fromHex(word)),
		),
		gasLimit: 5_000_000n,
	});
	if (createdAddress === undefined) throw new Error("not deployed");
	const place = new MachineAddress(toHex(createdAddress.bytes));
	return {
		address: place.toString(),
		code: toHex(execResult.returnValue),
		word: async (slot: Hex): Promise<bigint> =>
			bigFromBytes(await evm.stateManager.getStorage(place, fromHex(slot))),
	};
};

type Deployed = Awaited<ReturnType<typeof deployed>>;

/** What the rules say of the verifier that these contracts lead to. */
const said = async (
	contracts: readonly Deployed[],
	rules: {
		readonly route?: object;
		readonly stops?: readonly object[];
		readonly key: RouteKey | null;
	},
): Promise<string> => {
	const profile = decodeVerifierProfile(
		{
			title: "made",
			l1ChainId: 1337,
			contracts: [
				...contracts.map(({ address, code }) => ({
					address,
					codeHash: keccakHex(fromHex(code)),
					runs: false,
				})),
				{
					address: verifier,
					codeHash: keccakHex(fromHex(verifierCode)),
					runs: true,
				},
			],
			route: rules.route ?? null,
			stops: rules.stops ?? [],
			pins: [],
			entry: verifier,
			gas: 100_000,
			accepts: "does-not-revert",
		},
		"verifier",
	);
	const wanted = verifierWanted(profile, rules.key);
	const accounts = await Promise.all(
		wanted.map(async ({ address, slots }) => {
			const own = contracts.find((one) => one.address === address);
			const words = await Promise.all(
				slots.map(
					async (slot) =>
						[BigInt(slot), (await own?.word(slot)) ?? 0n] as const,
				),
			);
			return [
				address,
				{
					nonce: 1,
					balanceWei: 0n,
					code: own?.code ?? verifierCode,
					storage: new Map(words.filter(([, word]) => word !== 0n)),
				},
			] as const;
		}),
	);
	const state = madeState(new Map(accounts));
	const { head, header: given } = scene();
	const header = say<Header>("el-header", [head], {
		...given.value,
		stateRoot: state.root,
	});
	const premises = wanted.flatMap(({ address, slots, code }) => {
		const account = proveAccount(header, address, {
			accountProof: state.accountProof(address),
		});
		const proved = slots.map((key) =>
			proveSlot(account, { key, proof: state.slotProof(address, BigInt(key)) }),
		);
		return [
			code === true ? proveCode(account, verifierCode) : account,
			...proved,
		];
	});
	try {
		return concludeVerifier(profile, rules.key, premises).value.entry;
	} catch (thrown) {
		return String(Reflect.get(Object(thrown), "code") ?? thrown);
	}
};

const bySelector = { key: selectorKey(selector) };
const anotherSelector = { key: selectorKey("0x01020304") };

describe("the gateway of SP1", () => {
	const ask = async (
		to: Hex,
		isFrozen: boolean,
		key: RouteKey = bySelector,
	) => {
		const router = await deployed("Gateway", to, isFrozen);
		return said([router], {
			route: {
				router: router.address,
				mapping: 1,
				addressAt: 0,
				frozenAt: 160,
				sinceAt: null,
				to: verifier,
			},
			key,
		});
	};

	it("leads to its verifier, frozen to none, and by another selector to none", async () => {
		expect(await ask(verifier, false)).toBe(verifier);
		expect(await ask(verifier, true)).toBe("replay-frozen");
		expect(await ask(verifier, false, anotherSelector)).toBe("replay-route");
		expect(await ask(other, false)).toBe("l2-unknown-code");
	});
});

describe("the router of RISC Zero", () => {
	const ask = async (
		to: Hex,
		isPaused: boolean,
		key: RouteKey = bySelector,
	) => {
		const stop = await deployed("EmergencyStop", to, isPaused);
		const router = await deployed("Router", to, false);
		// Both are the first that their machine creates.
		const apart = { ...stop, address: at(0x9999) };
		return said([router, apart], {
			route: {
				router: router.address,
				mapping: 2,
				addressAt: 0,
				frozenAt: null,
				sinceAt: null,
				to: verifier,
			},
			stops: [{ address: apart.address, slot: wordHex(1n), bit: 160 }],
			key,
		});
	};

	it("leads to its verifier, to none when that is stopped, unknown or taken away", async () => {
		expect(await ask(verifier, false)).toBe(verifier);
		expect(await ask(verifier, true)).toBe("replay-frozen");
		expect(await ask(verifier, false, anotherSelector)).toBe("replay-route");
		expect(await ask(at(1), false)).toBe("replay-route");
		expect(await ask(other, false)).toBe("l2-unknown-code");
	});
});

describe("the versions of Scroll", () => {
	const ask = async (to: Hex, version: bigint, number: bigint) => {
		const router = await deployed("Versions", to, false);
		return said([router], {
			route: {
				router: router.address,
				mapping: 2,
				addressAt: 64,
				frozenAt: null,
				sinceAt: 0,
				to: verifier,
			},
			key: { key: wordHex(version), number },
		});
	};

	it("lead to the version's verifier from its first batch on", async () => {
		expect(await ask(verifier, 7n, 900n)).toBe(verifier);
		expect(await ask(verifier, 7n, 899n)).toBe("replay-route");
		expect(await ask(verifier, 8n, 900n)).toBe("replay-route");
		expect(await ask(other, 7n, 900n)).toBe("l2-unknown-code");
	});
});
