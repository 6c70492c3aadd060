// A page as dApps are written: viem over the provider that announced itself. Its work is started by the test.

import {
	BaseError,
	ContractFunctionRevertedError,
	createPublicClient,
	createWalletClient,
	custom,
	defineChain,
	type EIP1193Provider,
	erc20Abi,
	type Hex,
} from "viem";

let found: EIP1193Provider | undefined;
addEventListener("eip6963:announceProvider", (event) => {
	if (event instanceof CustomEvent && event.detail.info.name === "Sextant")
		found = event.detail.provider;
});
dispatchEvent(new Event("eip6963:requestProvider"));

const clients = async () => {
	if (found === undefined) throw new Error("no provider announced itself");
	const id = Number(await found.request({ method: "eth_chainId" }));
	const chain = defineChain({
		id,
		name: "chain",
		nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
		rpcUrls: { default: { http: [] } },
	});
	const transport = custom(found, { retryCount: 0 });
	return {
		reading: createPublicClient({ chain, transport, pollingInterval: 1_000 }),
		writing: createWalletClient({ chain, transport }),
	};
};

const deeds = {
	connect: async () => (await clients()).writing.requestAddresses(),
	state: async (address: Hex) => {
		const { reading } = await clients();
		const [balance, count, block, code] = await Promise.all([
			reading.getBalance({ address }),
			reading.getTransactionCount({ address }),
			reading.getBlock(),
			reading.getCode({ address }),
		]);
		return {
			balance: balance.toString(),
			count,
			block: block.number.toString(),
			code: code ?? "0x",
		};
	},
	proof: async (address: Hex, slot: Hex) => {
		const proof = await (await clients()).reading.getProof({
			address,
			storageKeys: [slot],
		});
		return {
			nodes: proof.accountProof.length,
			value: proof.storageProof[0]?.value.toString(),
		};
	},
	/** A balance, and why a transfer by somebody without one is refused: both by calls. */
	tokens: async (address: Hex, owner: Hex) => {
		const { reading } = await clients();
		const balance = await reading.readContract({
			address,
			abi: erc20Abi,
			functionName: "balanceOf",
			args: [owner],
		});
		const refused = await reading
			.simulateContract({
				address,
				abi: erc20Abi,
				functionName: "transfer",
				args: [owner, 1n],
				account: `0x${"ab".repeat(20)}`,
			})
			.catch((error: unknown) => error);
		const why =
			refused instanceof BaseError
				? refused.walk(
						(error) => error instanceof ContractFunctionRevertedError,
					)
				: null;
		return {
			balance: balance.toString(),
			reason:
				why instanceof ContractFunctionRevertedError
					? why.reason
					: String(refused),
		};
	},
	send: async (account: Hex, to: Hex, value: string) =>
		(await clients()).writing.sendTransaction({
			account,
			to,
			value: BigInt(value),
		}),
	receipt: async (hash: Hex) => {
		const receipt = await (await clients()).reading.waitForTransactionReceipt({
			hash,
			timeout: 60_000,
		});
		return { status: receipt.status, gasUsed: receipt.gasUsed.toString() };
	},
	raw: async (method: string, params: unknown) => {
		if (found === undefined) throw new Error("no provider");
		// methods and params that viem has no types for
		const answer: unknown = await Reflect.apply(found.request, found, [
			{ method, params },
		]);
		return answer;
	},
};

declare global {
	interface Window {
		deeds: typeof deeds;
	}
}
window.deeds = deeds;
