// Calls of sites over proved state: through the page's own provider by viem and by ethers, against the node's own
// eth_call, and with endpoints that lie.

import { BrowserProvider, Contract, isError } from "ethers";
import {
	type Address,
	BaseError,
	ContractFunctionRevertedError,
	createPublicClient,
	custom,
	encodeFunctionData,
	erc20Abi,
	getAddress,
	parseAbi,
} from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forSite } from "../../extension/background/site.ts";
import { makeProvider } from "../../extension/inpage/provider.ts";
import {
	concat,
	type Hex,
	isHex,
	toHex,
	toQuantity,
} from "../../src/base/bytes.ts";
import { bn254G1 } from "../../src/crypto/bn254.ts";
import { bn254Points } from "../../src/crypto/known-bn254.ts";
import { isBranch, isList, type Tree, treeOf } from "../adversary/json.ts";
import { giveLeave } from "../decide.ts";
import { compileContract } from "../network/l1/solidity.ts";
import { tokenCreationCode } from "../network/l1/token.ts";
import {
	me,
	newDisk,
	openStage,
	type Stage,
	setUp,
	untilTrue,
	type Wallet,
	whileSlotsPass,
} from "./wallet.ts";

const probeAbi = parseAbi([
	"error Denied(address who, uint256 have)",
	"function count() view returns (uint256)",
	"function block_() view returns (uint256, uint256, address, uint256, uint256, uint256, uint256, uint256)",
	"function hash(uint256 back) view returns (bytes32)",
	"function who() view returns (address, address, uint256)",
	"function look(address at) view returns (uint256, bytes32, uint256)",
	"function walk(uint256 from) view returns (uint256)",
	"function refuse(string reason) view",
	"function deny() view",
	"function divide(uint256 by) view returns (uint256)",
	"function burn() view",
	"function spin(uint256 times) view returns (uint256)",
	"function bump() payable returns (uint256)",
	"function clear()",
	"function make(uint256 value) returns (address, uint256, uint256)",
	"function give(address to) payable returns (uint256)",
	"function nest(uint256 deep, uint256 times) returns (uint256)",
	"function shy() view returns (uint256)",
	"function again(address at) view returns (uint256)",
	"function price() view returns (uint256)",
	"function transient_() returns (uint256)",
	"function precompiles(bytes input) view returns (bytes32, bytes20, bytes, uint256)",
	"function precompile(uint256 number, bytes input) view returns (bool, bytes)",
	"function loop() view",
]);
const source = new URL("../evm/contracts/Calls.sol", import.meta.url);
const origin = "https://dapp.example";
const stranger: Address = getAddress(`0x${"ab".repeat(20)}`);

const delegated: Address = getAddress(`0x${"de".repeat(20)}`);

let stage: Stage;
let wallet: Wallet;
let provider: ReturnType<typeof makeProvider>["provider"];
let token: Address;
let multicall: Address;
let probe: Address;

/** @throws Error with the node's own error, as JSON */
const node = async (method: string, ...params: Tree[]): Promise<Tree> => {
	const { body } = await stage.world.anvil.upstream({
		method: "POST",
		path: "/",
		accept: "application/json",
		body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
	});
	const answer = treeOf(new TextDecoder().decode(body));
	if (!isBranch(answer)) throw new Error("no answer");
	if (answer.error !== undefined) throw new Error(JSON.stringify(answer.error));
	return answer.result ?? null;
};

const asked = <T>(work: Promise<T>): Promise<T> => whileSlotsPass(stage, work);

/** What the wallet says to a request, or the error it throws. */
const request = (method: string, params: readonly unknown[]) =>
	asked(
		provider.request({ method, params }).then(
			(ok) => ({ ok }),
			(error: unknown) => ({
				error: treeOf(
					JSON.stringify({
						code: Reflect.get(Object(error), "code") ?? null,
						message: Reflect.get(Object(error), "message") ?? null,
						data: Reflect.get(Object(error), "data") ?? null,
					}),
				),
			}),
		),
	);

const deploy = async (code: Hex): Promise<Address> => {
	const sender = stage.world.accounts[4] ?? "0x";
	const sent = await node("eth_sendTransaction", {
		from: sender,
		data: code,
		gas: "0x500000",
	});
	await stage.world.advance();
	const receipt = await node("eth_getTransactionReceipt", sent);
	if (!isBranch(receipt) || receipt.status !== "0x1")
		throw new Error("not deployed");
	return getAddress(String(receipt.contractAddress));
};

const height = async (): Promise<Hex> => {
	const number = await provider.request({ method: "eth_blockNumber" });
	if (!isHex(`0x0${String(number).slice(2)}`) && !isHex(number))
		throw new Error("no height");
	return toQuantity(BigInt(String(number)));
};

/** Everything it calls is as it says, at a block that the node still has. */
const sameAsNode = async (call: { readonly [field: string]: Tree }) => {
	const at = await height();
	const mine = await request("eth_call", [call, at]);
	const theirs = await node("eth_call", call, at).then(
		(ok) => ({ ok }),
		(thrown: unknown) => ({
			thrown: thrown instanceof Error ? thrown.message : "",
		}),
	);
	return { mine, theirs };
};

beforeAll(async () => {
	stage = await openStage();
	token = await deploy(
		tokenCreationCode("Token", "TOK", [me, ...stage.world.accounts]),
	);
	multicall = await deploy(compileContract(source, "Multicall"));
	probe = await deploy(compileContract(source, "Probe"));
	await node("anvil_setCode", delegated, `0xef0100${probe.slice(2)}`);
	await stage.world.advance(3);
	wallet = await setUp(stage, newDisk());
	await untilTrue(
		stage,
		async () => (await wallet.view()).chains[0]?.balances[0]?.amount !== null,
		"a balance",
	);
	const site = wallet.site(origin);
	let count = 0;
	const made = makeProvider({
		post: (message) => site.end.send(message),
		newId: () => `p${++count}`,
		mostWaiting: 64,
	});
	site.end.listen((message) => made.hear(forSite(message)));
	provider = made.provider;
	const connecting = provider.request({ method: "eth_requestAccounts" });
	await untilTrue(
		stage,
		async () => (await wallet.view()).requests.length > 0,
		"a question",
	);
	const [question] = (await wallet.view()).requests;
	if (question === undefined) throw new Error("no request");
	await giveLeave(wallet.ui, question);
	await connecting;
}, 120_000);
afterAll(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

const viemClient = () =>
	createPublicClient({
		transport: custom({ request: (args) => provider.request(args) }),
	});
const ethersProvider = () =>
	new BrowserProvider({ request: (args) => provider.request(args) });

const all = 1_000_000n * 10n ** 18n;

describe("viem, over the page's provider", () => {
	test("reads a balance of an ERC-20", async () => {
		const balance = await asked(
			viemClient().readContract({
				address: token,
				abi: erc20Abi,
				functionName: "balanceOf",
				args: [getAddress(me)],
			}),
		);
		expect(balance).toBe(2n * all);
	});

	test("reads many things in one multicall, failures among them", async () => {
		const client = viemClient();
		const results = await asked(
			client.multicall({
				multicallAddress: multicall,
				contracts: [
					...stage.world.accounts.slice(1, 5).map((holder) => ({
						address: token,
						abi: erc20Abi,
						functionName: "balanceOf" as const,
						args: [getAddress(holder)] as const,
					})),
					{ address: token, abi: erc20Abi, functionName: "symbol" as const },
					{ address: probe, abi: probeAbi, functionName: "deny" as const },
				],
			}),
		);
		expect(results.slice(0, 4).map(({ result }) => result)).toEqual(
			Array.from({ length: 4 }, () => all),
		);
		expect(results[4]?.result).toBe("TOK");
		expect(results[5]?.status).toBe("failure");
	});

	test("is told why a contract reverts", async () => {
		const failing = asked(
			viemClient().readContract({
				address: probe,
				abi: probeAbi,
				functionName: "refuse",
				args: ["the moon is full"],
			}),
		);
		const thrown = await failing.catch((error: unknown) => error);
		if (!(thrown instanceof BaseError)) throw thrown;
		const reverted = thrown.walk(
			(error) => error instanceof ContractFunctionRevertedError,
		);
		if (!(reverted instanceof ContractFunctionRevertedError)) throw thrown;
		expect(reverted.reason).toBe("the moon is full");
	});

	test("decodes a contract's own error", async () => {
		const thrown = await asked(
			viemClient().readContract({
				address: probe,
				abi: probeAbi,
				functionName: "deny",
				account: getAddress(me),
			}),
		).catch((error: unknown) => error);
		if (!(thrown instanceof BaseError)) throw thrown;
		const reverted = thrown.walk(
			(error) => error instanceof ContractFunctionRevertedError,
		);
		if (!(reverted instanceof ContractFunctionRevertedError)) throw thrown;
		expect(reverted.data?.errorName).toBe("Denied");
		expect(reverted.data?.args).toEqual([getAddress(me), 5n]);
	});

	test("estimates gas that suffices, and one less does not", async () => {
		const gas = await asked(
			viemClient().estimateContractGas({
				address: probe,
				abi: probeAbi,
				functionName: "bump",
				account: getAddress(me),
			}),
		);
		const call = {
			from: me,
			to: probe.toLowerCase(),
			data: encodeFunctionData({ abi: probeAbi, functionName: "bump" }),
		};
		const at = await height();
		const ends = async (limit: bigint): Promise<boolean> =>
			"ok" in
			(await request("eth_call", [{ ...call, gas: toQuantity(limit) }, at]));
		expect(await ends(gas)).toBe(true);
		expect(await ends(gas - 1n)).toBe(false);
	});
});

describe("ethers, over the page's provider", () => {
	test("reads a balance of an ERC-20", async () => {
		const contract = new Contract(
			token,
			["function balanceOf(address) view returns (uint256)"],
			ethersProvider(),
		);
		expect(await asked(contract.getFunction("balanceOf")(me))).toBe(2n * all);
	});

	test("reads many things in one multicall, failures among them", async () => {
		const contract = new Contract(
			multicall,
			[
				"function aggregate3((address target, bool allowFailure, bytes callData)[] calls) payable returns ((bool success, bytes returnData)[])",
			],
			ethersProvider(),
		);
		const [balance, denied] = await asked(
			contract.getFunction("aggregate3").staticCall([
				{
					target: token,
					allowFailure: false,
					callData: encodeFunctionData({
						abi: erc20Abi,
						functionName: "balanceOf",
						args: [getAddress(me)],
					}),
				},
				{
					target: probe,
					allowFailure: true,
					callData: encodeFunctionData({ abi: probeAbi, functionName: "deny" }),
				},
			]),
		);
		expect(balance.success).toBe(true);
		expect(BigInt(balance.returnData)).toBe(2n * all);
		expect(denied.success).toBe(false);
	});

	test("is told why a contract reverts, in a call and in an estimate", async () => {
		const contract = new Contract(
			probe,
			[
				"function refuse(string) view",
				"function divide(uint256) view returns (uint256)",
			],
			ethersProvider(),
		);
		for (const work of [
			() => contract.getFunction("refuse").staticCall("the tide is out"),
			() => contract.getFunction("refuse").estimateGas("the tide is out"),
		]) {
			const thrown = await asked(work().catch((error: unknown) => error));
			if (!isError(thrown, "CALL_EXCEPTION")) throw thrown;
			expect(thrown.reason).toBe("the tide is out");
		}
		const panic = await asked(
			contract
				.getFunction("divide")
				.staticCall(0)
				.catch((error: unknown) => error),
		);
		if (!isError(panic, "CALL_EXCEPTION")) throw panic;
		expect(panic.revert?.name).toBe("Panic");
	});

	test("estimates a plain transfer at 21000", async () => {
		expect(
			await asked(
				ethersProvider().estimateGas({ from: me, to: stranger, value: 1n }),
			),
		).toBe(21_000n);
	});
});

const { g, g2times, h, h3times, minus6g } = bn254Points;
const curveCases: readonly (readonly [string, number, Uint8Array])[] = [
	["a sum", 6, concat(g, g2times)],
	["a sum off the curve", 6, concat(g, bn254G1(1n, 3n))],
	["a product", 7, concat(g, new Uint8Array(32).fill(0xfe))],
	["pairings that make one", 8, concat(g2times, h3times, minus6g, h)],
	["pairings that do not", 8, concat(g, h)],
	["half a pair", 8, concat(g, h).subarray(1)],
];

describe("a call gives what the node's own gives", () => {
	const data = (
		functionName: Parameters<
			typeof encodeFunctionData<typeof probeAbi>
		>[0]["functionName"],
		...args: readonly unknown[]
	): Hex =>
		// the table below is of many signatures
		encodeFunctionData({ abi: probeAbi, functionName, args } as never);

	const cases: readonly (readonly [string, () => { [field: string]: Tree }])[] =
		[
			["a counter", () => ({ to: probe, data: data("count") })],
			[
				"the block",
				() => ({
					to: probe,
					data: data("block_"),
					gasPrice: "0x77359400",
					from: me,
				}),
			],
			["the parent's hash", () => ({ to: probe, data: data("hash", 1n) })],
			["hashes further back", () => ({ to: probe, data: data("hash", 7n) })],
			["a hash too far back", () => ({ to: probe, data: data("hash", 300n) })],
			[
				"its own hash, which it has not",
				() => ({ to: probe, data: data("hash", 0n) }),
			],
			["who calls", () => ({ from: me, to: probe, data: data("who") })],
			[
				"an account that is not there",
				() => ({ to: probe, data: data("look", stranger) }),
			],
			[
				"an account with code",
				() => ({ to: probe, data: data("look", token) }),
			],
			[
				"an account without",
				() => ({ to: probe, data: data("look", getAddress(me)) }),
			],
			[
				"slots that name each other",
				() => ({ to: probe, data: data("walk", 1n) }),
			],
			[
				"a write and what it reads then",
				() => ({ from: me, to: probe, data: data("bump") }),
			],
			[
				"contracts it makes",
				() => ({ from: me, to: probe, data: data("make", 9n) }),
			],
			[
				"value it passes on",
				() => ({
					from: me,
					to: probe,
					data: data("give", stranger),
					value: "0x7b",
				}),
			],
			[
				"what failed calls have touched",
				() => ({ from: me, to: probe, data: data("again", stranger) }),
			],
			[
				"the price of gas, by fee and tip",
				() => ({
					from: me,
					to: probe,
					data: data("price"),
					maxFeePerGas: "0x77359400",
					maxPriorityFeePerGas: "0x7",
				}),
			],
			[
				"the price of gas, by the most",
				() => ({
					from: me,
					to: probe,
					data: data("price"),
					gasPrice: "0x77359400",
				}),
			],
			[
				"an account that runs a contract's code",
				() => ({ from: me, to: delegated, data: data("bump") }),
			],
			[
				"what another sees of such an account",
				() => ({ to: probe, data: data("look", delegated) }),
			],
			[
				"transient storage",
				() => ({ from: me, to: probe, data: data("transient_") }),
			],
			[
				"precompiles",
				() => ({ to: probe, data: data("precompiles", "0x1234") }),
			],
			...curveCases.map(([what, number, input]): (typeof cases)[number] => [
				`a precompile on BN254: ${what}`,
				() => ({
					to: probe,
					data: data("precompile", BigInt(number), toHex(input)),
				}),
			]),
			["deep calls", () => ({ to: probe, data: data("nest", 5n, 20n) })],
			["work", () => ({ to: probe, data: data("spin", 300n) })],
			["nothing at all", () => ({ to: stranger, data: "0x1234" })],
			[
				"a contract made by the call",
				() => ({ from: me, data: compileContract(source, "Multicall") }),
			],
		];
	test("asks the kernel for the precompiles on BN254", async () => {
		stage.precompiled.length = 0;
		for (const [number, name] of [
			[6, "bn254-add"],
			[7, "bn254-multiply"],
			[8, "bn254-pairing"],
		] as const) {
			const call = {
				to: probe,
				data: data("precompile", BigInt(number), "0x"),
			};
			const before = stage.precompiled.length;
			expect(await request("eth_call", [call, "latest"])).toHaveProperty("ok");
			expect(stage.precompiled.length).toBeGreaterThan(before);
			expect(await request("eth_estimateGas", [call])).toHaveProperty("ok");
			expect(new Set(stage.precompiled.slice(before))).toEqual(new Set([name]));
		}
	});

	test.each(cases)("%s", async (_, call) => {
		const { mine, theirs } = await sameAsNode(call());
		expect(mine).toEqual(theirs);
	});

	test.each([
		["an error of its own", "deny", []],
		["a panic", "divide", [0n]],
	] as const)("%s, with its bytes", async (_, name, args) => {
		const { mine, theirs } = await sameAsNode({
			to: probe,
			data: data(name, ...args),
		});
		if (!("error" in mine) || !("thrown" in theirs))
			throw new Error("it did not fail");
		const said = mine.error;
		if (!isBranch(said)) throw new Error("no error");
		expect(said.code).toBe(3);
		expect(String(said.message)).toMatch(/^execution reverted/);
		const theirError = treeOf(theirs.thrown);
		if (!isBranch(theirError)) throw new Error("no error of the node");
		expect(said.data).toBe(theirError.data);
		expect(isHex(said.data)).toBe(true);
	});

	test("a halt is an error without data", async () => {
		const { mine } = await sameAsNode({ to: probe, data: data("burn") });
		if (!("error" in mine) || !isBranch(mine.error))
			throw new Error("no error");
		expect(mine.error.code).toBe(-32000);
		expect(String(mine.error.message)).toContain("invalid opcode");
	});

	test("a call that nobody can pay does not begin", async () => {
		const { mine } = await sameAsNode({
			from: stranger,
			to: probe,
			value: "0x1",
		});
		if (!("error" in mine) || !isBranch(mine.error))
			throw new Error("no error");
		expect(String(mine.error.message)).toContain("insufficient funds");
	});

	test.each([
		["state that is written", "bump", []],
		["gas that comes back", "clear", []],
		["calls in calls, each keeping something back", "nest", [6n, 60n]],
		["contracts that are made", "make", [3n]],
		["a way taken for want of gas", "shy", []],
		["what a failed call has touched", "again", [stranger]],
	] as const)(
		"the least gas, for %s: it works at the node, and one less fails there",
		async (_, name, args) => {
			const call = {
				from: me,
				to: probe.toLowerCase(),
				data: data(name, ...args),
			};
			const at = await height();
			const answer = await request("eth_estimateGas", [call, at]);
			if (!("ok" in answer)) throw new Error(JSON.stringify(answer));
			const gas = BigInt(String(answer.ok));
			const works = (limit: bigint): Promise<boolean> =>
				node("eth_call", { ...call, gas: toQuantity(limit) }, at).then(
					() => true,
					() => false,
				);
			expect(await works(gas)).toBe(true);
			expect(await works(gas - 1n)).toBe(false);
		},
	);
});

describe("is refused", () => {
	test.each([
		["data and input that differ", { data: "0x01", input: "0x02" }, -32602],
		["another chain", { chainId: "0x1" }, -32602],
		["authorizations", { authorizationList: [] }, 4200],
	] as const)("a call with %s", async (_, fields, code) => {
		const answer = await request("eth_call", [
			{ to: stranger, ...fields },
			"latest",
		]);
		if (!("error" in answer) || !isBranch(answer.error))
			throw new Error("no error");
		expect(answer.error.code).toBe(code);
	});

	test.each(["pending", "earliest"])("a call at %s", async (tag) => {
		const answer = await request("eth_call", [{ to: stranger }, tag]);
		if (!("error" in answer) || !isBranch(answer.error))
			throw new Error("no error");
		expect(answer.error.code).toBe(4200);
	});

	test("an override of the state", async () => {
		const answer = await request("eth_call", [
			{ to: stranger },
			"latest",
			{ [stranger]: { balance: "0x1" } },
		]);
		expect("error" in answer).toBe(true);
	});

	test("a loop that never ends, within bounds", async () => {
		const answer = await request("eth_call", [
			{
				to: probe,
				data: encodeFunctionData({ abi: probeAbi, functionName: "loop" }),
			},
			"latest",
		]);
		if (!("error" in answer) || !isBranch(answer.error))
			throw new Error("no error");
		expect(String(answer.error.message)).toMatch(/evm-bounds|out of gas/);
	}, 120_000);
});

describe("an endpoint that lies", () => {
	const balance = (of: Hex = me) => ({
		to: token,
		data: encodeFunctionData({
			abi: erc20Abi,
			functionName: "balanceOf",
			args: [getAddress(of)],
		}),
	});

	/** Every answer of one shape, altered. */
	const lying = async (
		alter: (result: Tree) => Tree,
		isMeant: (result: Tree) => boolean,
		work: () => Promise<unknown>,
	) => {
		let told = 0;
		stage.lie = (text) => {
			const answer = treeOf(text);
			const one = (reply: Tree): Tree => {
				if (!isBranch(reply) || reply.result === undefined) return reply;
				if (!isMeant(reply.result)) return reply;
				told++;
				return { ...reply, result: alter(reply.result) };
			};
			return JSON.stringify(isList(answer) ? answer.map(one) : one(answer));
		};
		try {
			return { answer: await work(), told };
		} finally {
			stage.lie = null;
		}
	};

	test("about what a call reads beforehand changes nothing", async () => {
		const list = (result: Tree): boolean =>
			isBranch(result) && result.accessList !== undefined;
		for (const accessList of [
			[],
			[{ address: stranger, storageKeys: [`0x${"07".repeat(32)}`] }],
			"nonsense",
			Array.from({ length: 900 }, (_, i) => ({
				address: `0x${i.toString(16).padStart(40, "0")}`,
				storageKeys: [],
			})),
		]) {
			const { answer, told } = await lying(
				(result) => ({ ...(isBranch(result) ? result : {}), accessList }),
				list,
				() => request("eth_call", [balance(), "latest"]),
			);
			expect(told).toBeGreaterThan(0);
			expect(answer).toEqual({
				ok: `0x${(2n * all).toString(16).padStart(64, "0")}`,
			});
		}
	});

	test("about a slot is set aside, and nothing is answered", async () => {
		const { answer, told } = await lying(
			(result) =>
				isBranch(result) && isList(result.storageProof)
					? {
							...result,
							storageProof: result.storageProof.map((slot) =>
								isBranch(slot) ? { ...slot, value: "0x1" } : slot,
							),
						}
					: result,
			(result) =>
				isBranch(result) &&
				isList(result.storageProof) &&
				result.storageProof.length > 0,
			// of somebody nobody asked about before: what is proved at this head is not asked for again
			() => request("eth_call", [balance(`0x${"5e".repeat(20)}`), "latest"]),
		);
		expect(told).toBeGreaterThan(0);
		expect(answer).toHaveProperty("error");
		const standing = (await wallet.view()).endpoints.find(
			({ role }) => role === "execution",
		);
		expect(standing?.state).toBe("put-aside");
		expect(standing?.fault?.code).toBe("proof-value");
	});
});
