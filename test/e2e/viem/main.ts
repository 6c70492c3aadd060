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
	getAddress,
	type Hex,
	verifyMessage,
} from "viem";
import { createSiweMessage } from "viem/siwe";

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
	/** Calls a contract, as the site of an exchange does. */
	call: async (account: Hex, to: Hex, data: Hex) =>
		(await clients()).writing.sendTransaction({ account, to, data }),
	receipt: async (hash: Hex) => {
		const receipt = await (await clients()).reading.waitForTransactionReceipt({
			hash,
			timeout: 60_000,
		});
		return { status: receipt.status, gasUsed: receipt.gasUsed.toString() };
	},
	/** Tells this page whose account it is, as EIP-4361 has it; checked as a server would. */
	signIn: async (account: Hex) => {
		const { writing } = await clients();
		const message = createSiweMessage({
			address: getAddress(account),
			chainId: writing.chain.id,
			domain: location.host,
			uri: location.origin,
			nonce: "0123456789abcdef",
			version: "1",
			statement: "This page would like to know you.",
			expirationTime: new Date(Date.now() + 600_000),
		});
		const signature = await writing.signMessage({ account, message });
		return verifyMessage({ address: account, message, signature });
	},
	/** ERC-2612, the first of an account. The signature may be for another amount: what it is for, the token says. */
	permit: async (
		account: Hex,
		{
			token,
			name,
			spender,
			value,
			deadline,
		}: {
			readonly token: Hex;
			/** As the token names itself in its domain. */
			readonly name: string;
			readonly spender: Hex;
			readonly value: string;
			readonly deadline: string;
		},
	) => {
		const { writing } = await clients();
		return writing.signTypedData({
			account,
			domain: {
				name,
				version: "1",
				chainId: writing.chain.id,
				verifyingContract: token,
			},
			types: {
				Permit: [
					{ name: "owner", type: "address" },
					{ name: "spender", type: "address" },
					{ name: "value", type: "uint256" },
					{ name: "nonce", type: "uint256" },
					{ name: "deadline", type: "uint256" },
				],
			},
			primaryType: "Permit",
			message: {
				owner: account,
				spender,
				value: BigInt(value),
				nonce: 0n,
				deadline: BigInt(deadline),
			},
		});
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
