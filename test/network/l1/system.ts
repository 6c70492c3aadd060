// The system contracts of Prague, as their EIPs deploy them: by a transaction that nobody holds a key for. Its signature is
// a number chosen by hand, so sender and address follow from the init code alone, and a wrong byte of code would give
// another address. test/network/l1/system.test.ts derives the addresses that way.

import type { Hex } from "../../../src/base/bytes.ts";

export type SystemContract = {
	readonly eip: number;
	readonly address: Hex;
	/** What the deployment transaction carries: a constructor, then the code that stays. */
	readonly initCode: Hex;
	/** The bytes of `initCode` before the code that stays. */
	readonly constructorBytes: number;
	/** The signature's s; its r is 0x539 and its v 27. */
	readonly s: Hex;
};

/** Gas and price of each of the four deployment transactions, whose nonce is 0 and value 0. */
export const deployment = {
	gas: 0x3d090n,
	gasPriceWei: 0xe8d4a51000n,
	r: "0x539",
	v: 27n,
} as const;

export const systemContracts: readonly SystemContract[] = [
	{
		// EIP-4788: beacon block roots
		eip: 4788,
		address: "0x000F3df6D732807Ef1319fB7B8bB8522d0Beac02",
		constructorBytes: 9,
		initCode:
			"0x60618060095f395ff33373fffffffffffffffffffffffffffffffffffffffe14604d57602036146024575f5ffd5b5f35801560495762001fff810690815414603c575f5ffd5b62001fff01545f5260205ff35b5f5ffd5b62001fff42064281555f359062001fff015500",
		s: "0x1b9b6eb1f0",
	},
	{
		// EIP-2935: history of block hashes
		eip: 2935,
		address: "0x0000F90827F1C53a10cb7A02335B175320002935",
		constructorBytes: 9,
		initCode:
			"0x60538060095f395ff33373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111604257611fff81430311604257611fff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500",
		s: "0xaa12693182426612186309f02cfe8a80a0000",
	},
	{
		// EIP-7002: withdrawal requests
		eip: 7002,
		address: "0x00000961Ef480Eb55e80D19ad83579A64c007002",
		constructorBytes: 45,
		initCode:
			"0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff5f556101f880602d5f395ff33373fffffffffffffffffffffffffffffffffffffffe1460cb5760115f54807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff146101f457600182026001905f5b5f82111560685781019083028483029004916001019190604d565b909390049250505036603814608857366101f457346101f4575f5260205ff35b34106101f457600154600101600155600354806003026004013381556001015f35815560010160203590553360601b5f5260385f601437604c5fa0600101600355005b6003546002548082038060101160df575060105b5f5b8181146101835782810160030260040181604c02815460601b8152601401816001015481526020019060020154807fffffffffffffffffffffffffffffffff00000000000000000000000000000000168252906010019060401c908160381c81600701538160301c81600601538160281c81600501538160201c81600401538160181c81600301538160101c81600201538160081c81600101535360010160e1565b910180921461019557906002556101a0565b90505f6002555f6003555b5f54807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff14156101cd57505f5b6001546002828201116101e25750505f6101e8565b01600290035b5f555f600155604c025ff35b5f5ffd",
		s: "0x5feeb084551e4e03a3581e269bc2ea2f8d0008",
	},
	{
		// EIP-7251: consolidation requests
		eip: 7251,
		address: "0x0000BBdDc7CE488642fb579F8B00f3a590007251",
		constructorBytes: 45,
		initCode:
			"0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff5f5561019e80602d5f395ff33373fffffffffffffffffffffffffffffffffffffffe1460d35760115f54807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1461019a57600182026001905f5b5f82111560685781019083028483029004916001019190604d565b9093900492505050366060146088573661019a573461019a575f5260205ff35b341061019a57600154600101600155600354806004026004013381556001015f358155600101602035815560010160403590553360601b5f5260605f60143760745fa0600101600355005b6003546002548082038060021160e7575060025b5f5b8181146101295782810160040260040181607402815460601b815260140181600101548152602001816002015481526020019060030154905260010160e9565b910180921461013b5790600255610146565b90505f6002555f6003555b5f54807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff141561017357505f5b6001546001828201116101885750505f61018e565b01600190035b5f555f6001556074025ff35b5f5ffd",
		s: "0xc0730f92dc275b663d377a7cbb141b6600052",
	},
];

/** The code that stays at the contract's address. */
export const runtimeCode = (contract: SystemContract): Hex =>
	`0x${contract.initCode.slice(2 + 2 * contract.constructorBytes)}`;
