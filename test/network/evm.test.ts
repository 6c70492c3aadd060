// Calls of a site on the embedded network: real clients, a light client in real time, and a rollup under L1's roots.

import { BrowserProvider, Contract, isError } from "ethers";
import {
	BaseError,
	ContractFunctionRevertedError,
	createPublicClient,
	custom,
	encodeFunctionData,
	erc20Abi,
	getAddress,
	http,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forSite } from "../../extension/background/site.ts";
import { makeProvider } from "../../extension/inpage/provider.ts";
import { type Hex, isHex, toQuantity } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { webClock } from "../../src/web/clock.ts";
import { until } from "../adversary/person.ts";
import { setUpWallet, type Wallet } from "../adversary/wallet.ts";
import { giveLeave } from "../decide.ts";
import { type Embedded, startEmbedded } from "./embedded.ts";
import { callRpc } from "./l1/rpc.ts";
import { compileContract } from "./l1/solidity.ts";
import { tokensEach, waitForSuccess } from "./l1/token.ts";

let embedded: Embedded;
let wallet: Wallet;
let provider: ReturnType<typeof makeProvider>["provider"];
let multicall: Hex;

const source = new URL("../evm/contracts/Calls.sol", import.meta.url);
const me = getAddress("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
const nobody = getAddress(`0x${"ab".repeat(20)}`);

/** Made by an account that nobody else uses here. */
const deploy = async (code: Hex): Promise<Hex> => {
	const { endpoints, accounts, chainId } = embedded.network;
	const key = accounts[7]?.privateKey;
	if (key === undefined) throw new Error("no account to deploy with");
	const raw = await privateKeyToAccount(key).signTransaction({
		type: "eip1559",
		chainId,
		nonce: 0,
		gas: 3_000_000n,
		maxFeePerGas: 10n ** 10n,
		maxPriorityFeePerGas: 10n ** 9n,
		data: code,
	});
	const sent = await callRpc(
		endpoints.execution,
		"eth_sendRawTransaction",
		[raw],
		d.hash,
	);
	await waitForSuccess(endpoints.execution, sent, 60_000);
	return d.record({ contractAddress: d.address })(
		await callRpc(
			endpoints.execution,
			"eth_getTransactionReceipt",
			[sent],
			d.anything,
		),
		"receipt",
	).contractAddress;
};

beforeAll(async () => {
	embedded = await startEmbedded({ network: { slotSeconds: 2 } });
	const { network, rollup, fileText } = embedded;
	multicall = await deploy(compileContract(source, "Multicall"));
	const { finalizedRoot } = await network.control.status();
	wallet = await setUpWallet(
		{
			file: fileText,
			network: network.name,
			chains: [
				{
					chainId: network.chainId,
					beacon: network.endpoints.beacon.map((url, i) => ({
						name: `beacon ${i}`,
						url,
					})),
					execution: [{ name: "node", url: network.endpoints.execution }],
					relay: [],
				},
				{
					chainId: rollup.chainId,
					beacon: [],
					execution: [{ name: "rollup node", url: rollup.rpcUrl }],
					relay: [{ name: "relay", url: rollup.relayUrl }],
				},
			],
			clock: webClock,
		},
		finalizedRoot,
	);
	let count = 0;
	const made = makeProvider({
		post: (message) => wallet.pagePort.send(message),
		newId: () => `evm-${++count}`,
		mostWaiting: 64,
	});
	wallet.pagePort.listen((message) => made.hear(forSite(message)));
	provider = made.provider;
	const followed = [network.chainId, rollup.chainId];
	await until(
		() =>
			followed.every((chainId) =>
				wallet
					.view()
					.chains.some(
						(one) =>
							one.chainId === chainId &&
							(one.balances[0]?.amount ?? null) !== null,
					),
			),
		120_000,
	);
}, 240_000);
afterAll(async () => {
	wallet?.close();
	await embedded?.stop();
}, 60_000);

const viemClient = () =>
	createPublicClient({
		transport: custom({ request: (args) => provider.request(args) }),
	});
const ethersProvider = () =>
	new BrowserProvider({ request: (args) => provider.request(args) });

const balanceCall = (owner: `0x${string}`): Hex =>
	encodeFunctionData({
		abi: erc20Abi,
		functionName: "balanceOf",
		args: [owner],
	});

/** The token's balances are moved by nobody in this test. */
const tokens = [
	["Ethereum", () => embedded.network],
	["the rollup", () => embedded.rollup],
] as const;

describe.each(tokens)("on %s", (_, chain) => {
	beforeAll(async () => {
		const chainId = toQuantity(chain().chainId);
		if ((await provider.request({ method: "eth_chainId" })) === chainId) return;
		const switching = provider.request({
			method: "wallet_switchEthereumChain",
			params: [{ chainId }],
		});
		await until(() => wallet.view().requests.length > 0);
		for (const request of wallet.view().requests)
			await giveLeave(wallet.ui, request);
		await switching;
	}, 60_000);

	test("viem reads a balance of an ERC-20", async () => {
		expect(
			await viemClient().readContract({
				address: chain().token,
				abi: erc20Abi,
				functionName: "balanceOf",
				args: [me],
			}),
		).toBe(tokensEach);
	});

	test("ethers reads a balance of an ERC-20", async () => {
		const token = new Contract(
			chain().token,
			["function balanceOf(address) view returns (uint256)"],
			ethersProvider(),
		);
		expect(await token.getFunction("balanceOf")(me)).toBe(tokensEach);
	});

	test("viem is told why a transfer reverts", async () => {
		const thrown = await viemClient()
			.simulateContract({
				address: chain().token,
				abi: erc20Abi,
				functionName: "transfer",
				args: [me, 1n],
				account: nobody,
			})
			.catch((error: unknown) => error);
		if (!(thrown instanceof BaseError)) throw thrown;
		const reverted = thrown.walk(
			(error) => error instanceof ContractFunctionRevertedError,
		);
		if (!(reverted instanceof ContractFunctionRevertedError)) throw thrown;
		expect(reverted.reason).toBe("balance");
	});

	test("ethers is told why a transfer reverts, and what one that does not takes", async () => {
		const token = new Contract(
			chain().token,
			["function transfer(address, uint256) returns (bool)"],
			ethersProvider(),
		);
		const transfer = token.getFunction("transfer");
		const thrown = await transfer
			.estimateGas(me, 1n, { from: nobody })
			.catch((error: unknown) => error);
		if (!isError(thrown, "CALL_EXCEPTION")) throw thrown;
		expect(thrown.reason).toBe("balance");
		const gas = await transfer.estimateGas(nobody, 1n, { from: me });
		// a new balance is written: 21000, 22100 for the slot, 5000 for the sender's
		expect(gas).toBeGreaterThan(45_000n);
		expect(gas).toBeLessThan(60_000n);
	});
});

describe("on Ethereum", () => {
	beforeAll(async () => {
		const switching = provider.request({
			method: "wallet_switchEthereumChain",
			params: [{ chainId: toQuantity(embedded.network.chainId) }],
		});
		await until(() => wallet.view().requests.length > 0);
		for (const request of wallet.view().requests)
			await giveLeave(wallet.ui, request);
		await switching;
	}, 60_000);

	test("viem reads many balances in one multicall", async () => {
		const owners = embedded.network.accounts.slice(0, 6);
		const results = await viemClient().multicall({
			multicallAddress: multicall,
			allowFailure: false,
			contracts: owners.map((owner) => ({
				address: embedded.network.token,
				abi: erc20Abi,
				functionName: "balanceOf" as const,
				args: [getAddress(owner.address)] as const,
			})),
		});
		expect(results).toEqual(owners.map(() => tokensEach));
	});

	test("ethers reads many balances in one multicall, and the one that fails", async () => {
		const contract = new Contract(
			multicall,
			[
				"function aggregate3((address target, bool allowFailure, bytes callData)[] calls) payable returns ((bool success, bytes returnData)[])",
			],
			ethersProvider(),
		);
		const { token } = embedded.network;
		const [good, bad] = await contract.getFunction("aggregate3").staticCall([
			{ target: token, allowFailure: false, callData: balanceCall(me) },
			{ target: token, allowFailure: true, callData: "0x12345678" },
		]);
		expect(good.success).toBe(true);
		expect(BigInt(good.returnData)).toBe(tokensEach);
		expect(bad.success).toBe(false);
	});

	test("a call at a block gives what the node's own gives there", async () => {
		const at = await provider.request({ method: "eth_blockNumber" });
		if (!isHex(`0x${String(at).slice(2).padStart(16, "0")}`))
			throw new Error("no height");
		const node = createPublicClient({
			transport: http(embedded.network.endpoints.execution),
		});
		const { token } = embedded.network;
		for (const [to, data] of [
			[token, balanceCall(me)],
			[token, encodeFunctionData({ abi: erc20Abi, functionName: "name" })],
			[
				token,
				encodeFunctionData({ abi: erc20Abi, functionName: "totalSupply" }),
			],
			[
				"0x00000000219ab540356cbb839cbe05303d7705fa",
				"0x621fd130", // no contract stands there
			],
		] as const) {
			const { data: theirs = "0x" } = await node.call({
				to,
				data,
				blockNumber: BigInt(String(at)),
			});
			expect(
				await provider.request({
					method: "eth_call",
					params: [{ to, data }, at],
				}),
			).toBe(theirs);
		}
	});
});
