// A Safe's transaction, to which one of its owners agrees by signing.
// Source: https://github.com/safe-global/safe-smart-account/blob/main/contracts/Safe.sol

import { fromHex, type Hex } from "../../base/bytes.ts";
import { mostMessageBytes } from "../../protocol/message-views.ts";
import { bigIn, hexIn, type Recognize, textIn } from "./standard.ts";

const safeTx =
	"SafeTx(address to,uint256 value,bytes data,uint8 operation,uint256 safeTxGas,uint256 baseGas,uint256 gasPrice,address gasToken,address refundReceiver,uint256 nonce)";

/** The contract the domain names is the Safe. Those before 1.3.0 name no chain. */
export const safe: Recognize = ({ domain, type, data }) => {
	const { name, version, salt, verifyingContract } = domain;
	if (
		type !== safeTx ||
		verifyingContract === null ||
		[name, version, salt].some((part) => part !== null)
	)
		return null;
	const { message } = data;
	const operation = textIn(message, "operation");
	const call = hexIn(message, "data");
	if (!["0", "1"].includes(operation)) return null;
	if (fromHex(call).length > mostMessageBytes) return null;
	return {
		kind: "safe",
		safe: verifyingContract,
		to: hexIn(message, "to"),
		valueWei: textIn(message, "value"),
		data: call,
		isDelegated: operation === "1",
		nonce: textIn(message, "nonce"),
		refunds: bigIn(message, "gasPrice") > 0n,
	};
};

/** The same as JSON, for a plain call: what an owner signs by it. */
export const safeTyped = (
	chainId: number,
	asked: {
		readonly safe: Hex;
		readonly to: Hex;
		readonly valueWei: string;
		readonly data: Hex;
		readonly nonce: number;
	},
): string => {
	const { safe: verifyingContract, to, valueWei: value, data, nonce } = asked;
	const nobody = `0x${"0".repeat(40)}`;
	return JSON.stringify({
		domain: { chainId, verifyingContract },
		primaryType: "SafeTx",
		types: {
			EIP712Domain: [
				{ name: "chainId", type: "uint256" },
				{ name: "verifyingContract", type: "address" },
			],
			SafeTx: safeTx
				.slice("SafeTx(".length, -1)
				.split(",")
				.map((field) => {
					const [type, name] = field.split(" ");
					return { name, type };
				}),
		},
		message: {
			...{ to, value, data, operation: 0, safeTxGas: "0", baseGas: "0" },
			...{ gasPrice: "0", gasToken: nobody, refundReceiver: nobody },
			nonce: String(nonce),
		},
	});
};
