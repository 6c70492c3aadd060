// A deployment as a list of one account's transactions, sent all at once: every address follows from the nonce.

import {
	type Abi,
	concat,
	encodeAbiParameters,
	encodeFunctionData,
	getContractAddress,
	size,
} from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { artifactOf, proxyAbi } from "./abi.ts";
import type { Call } from "./sender.ts";

/** The contracts behind a proxy: `address` is the proxy's, `implementation` what it delegates to. */
export type Proxied = { readonly address: Hex; readonly implementation: Hex };

/** Gas for creating a contract: 200 a byte of code, 16 a byte of data, and its constructor. */
const creationGas = (initCode: Hex): bigint =>
	700_000n + 230n * BigInt(size(initCode));

const constructorArgs = (abi: Abi, args: readonly unknown[]): Hex => {
	const made = abi.find((part) => part.type === "constructor");
	return made === undefined ? "0x" : encodeAbiParameters(made.inputs, args);
};

/** The transaction that creates contract `name` of the package. */
export const creation = (
	name: string,
	abi: Abi,
	args: readonly unknown[] = [],
): Call => {
	const data = concat([artifactOf(name).creation, constructorArgs(abi, args)]);
	return { data, gas: creationGas(data), what: `create ${name}` };
};

export type PlanBuilder = {
	readonly calls: readonly Call[];
	readonly add: (call: Call) => void;
	/** @returns the address of what `call` creates. */
	readonly addCreation: (call: Call) => Hex;
	readonly create: (name: string, abi: Abi, args?: readonly unknown[]) => Hex;
	/** The contract and an EIP-1967 proxy for it, whose admin is the deployer until it is changed. */
	readonly proxied: (
		name: string,
		abi: Abi,
		args?: readonly unknown[],
	) => Proxied;
	/** Has the proxy delegate to its implementation, and calls `data` there. */
	readonly initialize: (proxy: Proxied, data: Hex, what: string) => void;
};

/** An empty plan of `deployer`, whose first transaction has `firstNonce`. */
export const openPlan = (deployer: Hex, firstNonce: number): PlanBuilder => {
	const calls: Call[] = [];
	const add = (call: Call): void => {
		calls.push(call);
	};
	const addCreation = (call: Call): Hex => {
		const made = getContractAddress({
			from: deployer,
			nonce: BigInt(firstNonce + calls.length),
		});
		add(call);
		return d.address(made, call.what);
	};
	const create = (name: string, abi: Abi, args: readonly unknown[] = []): Hex =>
		addCreation(creation(name, abi, args));
	return {
		calls,
		add,
		addCreation,
		create,
		proxied: (name, abi, args = []) => ({
			implementation: create(name, abi, args),
			address: create("Proxy", proxyAbi, [deployer]),
		}),
		initialize: (proxy, data, what) =>
			add({
				to: proxy.address,
				data: encodeFunctionData({
					abi: proxyAbi,
					functionName: "upgradeToAndCall",
					args: [proxy.implementation, data],
				}),
				gas: 800_000n,
				what: `initialize ${what}`,
			}),
	};
};
