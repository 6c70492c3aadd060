// ZKsync Era. Sources, of https://github.com/matter-labs/era-contracts, in l1-contracts/upgrade-envs:
//   release 29: at 5e7d0b40, v0.29.2-interopA-ff/output/mainnet/v29.2-ecosystem.toml; seen in the diamond by third parties on
//     2026-02-09 (l2beat/l2beat, zksync2) and on 2026-06-09, with protocol version 29.4
//   release 30: branch v30-zksync-os-upgrade, v0.30.0-zksync-os-blobs/output/mainnet/run-latest.json
// The diamond is what getZKChain(324) of the bridgehub 0x303a465b659cbb0ab36ee643ea362c509eeb5213 says, since block 16,621,828.
//
// Its diamond and the facets of release 29 are known by their addresses, for no hash of their code was seen; those of
// release 30 were made by CREATE2 from init code that is on record, which was run for the hashes here. Which of the two the diamond
// has is proved at each look. Which contract it asks about proofs is proved too; with which keys they are checked again here
// stands below.

import { zksyncV1 } from "../checks/profile.ts";

const release29 = {
	how: "deployment",
	source: "era-contracts@5e7d0b40, v29.2-ecosystem.toml",
} as const;
const release30 = {
	how: "deployment",
	source: "era-contracts v30, run-latest.json",
} as const;

const rebuiltKeys = {
	how: "artifact",
	source:
		"l2beat/l2beat, boojum.ts: keys rebuilt from zksync-era core-v29.11.1",
} as const;

export const zksyncEra = zksyncV1(
	{
		kind: "zksync-v1",
		name: "zksync-era",
		title: "ZKsync Era",
		chainId: 324,
		l1: "mainnet",
		l1ChainId: 1,
		blockTimeS: 1,
		explorer: "https://explorer.zksync.io",
		coin: { symbol: "ETH", decimals: 18 },
		// No token: the places of bridged ones are known by their source alone, behind beacons that can change it, and nothing here
		// could tell a wrong place from a balance of zero.
		tokens: [],
		policy: {
			finality: "final",
			who: "accepted",
			ages: { show: 172_800, answer: 86_400, order: 43_200, sign: 43_200 },
		},
		contracts: {
			validatorTimelock: {
				address: "0x2e5110cf18678ec99818bfaa849b8c881744b776",
				implementation: "0x6086051f93412f550c0820e76f0fbe85f64c7ef8",
				known: { code: release29, implementation: release29 },
			},
		},
		diamond: {
			address: "0x32400084c286cf3e17e7b677ea9583e60a000324",
			known: {
				code: {
					how: "deployment",
					source: "getZKChain(324) of the bridgehub",
				},
			},
		},
		facetSets: [
			{
				release: "29",
				executor: "0x0597caa8a823a699d7cd9e62b5e5d4153ff82691",
				facets: [
					{
						name: "AdminFacet",
						address: "0x37cefd5b44c131fef27e9bc542e5b77a177a7253",
						known: { code: release29 },
					},
					{
						name: "GettersFacet",
						address: "0x1666124221622eb6154306ea9ba87043e8be88b2",
						known: { code: release29 },
					},
					{
						name: "MailboxFacet",
						address: "0x1e34ab39a9682149165ddecc0583d238a5448b45",
						known: { code: release29 },
					},
					{
						name: "ExecutorFacet",
						address: "0x0597caa8a823a699d7cd9e62b5e5d4153ff82691",
						known: { code: release29 },
					},
				],
			},
			{
				release: "30",
				executor: "0xd9232796ee7ad3d8eb38bef3a0c1eaf30de9d292",
				facets: [
					{
						name: "AdminFacet",
						address: "0xa8af3cff5c286f07f148b9c5d4a7b3fc358b1a5e",
						codeHash:
							"0xeb2d3a6faf822942ce21e293db4ae7b0434343932e27952eb022e9a4056af913",
						known: { code: release30 },
					},
					{
						name: "GettersFacet",
						address: "0xa433fcf5b1d6e9a74633fcd2391d71b49b20f4f3",
						codeHash:
							"0xc7ce334a913e05709c689a55db8f30b978c142b41f375bd893a970b63177912f",
						known: { code: release30 },
					},
					{
						name: "MailboxFacet",
						address: "0x883e3226558c7e0a1a6586003975dbcc226e7274",
						codeHash:
							"0x39941574bf5895cb2279f4063a79ed977d80ae19bba2f3418d55e966917089f1",
						known: { code: release30 },
					},
					{
						name: "ExecutorFacet",
						address: "0xd9232796ee7ad3d8eb38bef3a0c1eaf30de9d292",
						codeHash:
							"0x0a81a4b23e19395d1951c54ff41d954b500ffeebafa22adf7452ee77aaa89738",
						known: { code: release30 },
					},
				],
			},
		],
		governance: {
			admin: "0x2cf3bd6a9056b39999f3883955e183f655345063",
			chainTypeManager: "0xc2ee6b6af7d616f6e27ce7f4a451aedc2b0f5f5c",
		},
		slots: {
			validators: 9,
			verifier: 10,
			batchesExecuted: 11,
			batchesVerified: 12,
			batchesCommitted: 13,
			storedBatchHashes: 14,
			protocolVersion: 33,
			admin: 36,
			chainTypeManager: 42,
			settlementLayer: 50,
			queueStart: 51,
			queueTaken: 52,
			queueLength: 54,
			zksyncOs: 60,
			diamond:
				"0xc8fcad8db84d3cc18b4c41d551ea0ee66dd599cde068d998e57d5e09332c131b",
			committedAt: 201,
			executionDelay: 202,
		},
		// Keys by their hashes: l2beat/l2beat, zk-catalog boojum.ts, rebuilt both from their provers. Those of core-v29.11.1 are the ones
		// in L1VerifierPlonk.sol and L1VerifierFflonk.sol of era-contracts@5e7d0b40; which contract hands proofs to them is not on record.
		recheck: {
			releases: [
				{
					release: "core-v29.4.0, prover-v23.2.0",
					asked: "0x4d335c5c08fec91a39965351abb6e315ad2e9ff3",
					fflonk: {
						address: "0xd324a7c8556a059371b207fb96fd77be24e2042c",
						keyHash:
							"0x49eae0bf5c7ea580f4979b366e52b386adc5f42e2ce50fc1d3c4de9a86052bff",
						known: { code: release29 },
					},
					plonk: {
						address: "0xe201837d151e5ac33af3305f287ad6f6a7dfccd7",
						keyHash:
							"0x1ffc56111a5cfaf5db387f6a31408ad20217e9bc1f31f2f5c1bd38b0d6d7968b",
						known: { code: release29 },
					},
				},
				{
					release: "core-v29.11.1",
					fflonk: {
						address: "0xa38a0df579f9eca29fba560b9885b1113b1df442",
						keyHash:
							"0xc8cd705a0db89577146137de78eba6bd1f1c9c3f66dc52f7627e7c2df30895b2",
						known: { code: rebuiltKeys },
					},
					plonk: {
						address: "0x7f33d100f482093182111d69a4a457289e99f4ec",
						keyHash:
							"0xb2f50340e0edbe49dc657d4eb298e07f13860c1be0fe2e438e44ef8fad133d84",
						known: { code: rebuiltKeys },
					},
				},
			],
		},
		// two weeks
		blocksLookedBack: 100_000,
	},
	"zksync-era",
);
