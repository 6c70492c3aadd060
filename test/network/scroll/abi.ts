// The functions and events of Scroll's contracts that the network calls. Source: npm @scroll-tech/contracts 4.0.0.

import { parseAbi } from "viem";

export const proxyAbi = parseAbi([
	"constructor(address logic, address admin, bytes data)",
]);
export const proxyAdminAbi = parseAbi([
	"function upgrade(address proxy, address implementation)",
]);

export const scrollChainAbi = parseAbi([
	"constructor(uint64 chainId, address messageQueueV1, address messageQueueV2, address verifier, address systemConfig)",
	"struct FinalizeStruct { bytes batchHeader; uint256 totalL1MessagesPoppedOverall; bytes32 postStateRoot; bytes32 withdrawRoot; bytes zkProof; }",
	"function initialize(address messageQueue, address verifier, uint256 maxNumTxInChunk)",
	"function initializeV2()",
	"function importGenesisBatch(bytes batchHeader, bytes32 stateRoot)",
	"function addSequencer(address account)",
	"function addProver(address account)",
	"function setPause(bool status)",
	"function commitBatches(uint8 version, bytes32 parentBatchHash, bytes32 lastBatchHash)",
	"function finalizeBundlePostEuclidV2(bytes batchHeader, uint256 totalL1MessagesPoppedOverall, bytes32 postStateRoot, bytes32 withdrawRoot, bytes aggrProof)",
	"function commitAndFinalizeBatch(uint8 version, bytes32 parentBatchHash, FinalizeStruct finalizeStruct)",
	"function committedBatches(uint256 index) view returns (bytes32)",
	"function finalizedStateRoots(uint256 index) view returns (bytes32)",
	"function lastFinalizedBatchIndex() view returns (uint256)",
	"function isEnforcedModeEnabled() view returns (bool)",
	"function disableEnforcedBatchMode()",
	"error ErrorInEnforcedBatchMode()",
	"error ErrorTopLevelCallRequired()",
	"error ErrorNotInEnforcedBatchMode()",
	"error VerificationFailed()",
]);

export const queueAbi = parseAbi([
	"constructor(address messenger, address scrollChain, address enforcedTxGateway, address messageQueueV1, address systemConfig)",
	"function initialize()",
	"function getMessageRollingHash(uint256 index) view returns (bytes32)",
	"function computeTransactionHash(address sender, uint256 queueIndex, uint256 value, address target, uint256 gasLimit, bytes data) pure returns (bytes32)",
	"function estimateCrossDomainMessageFee(uint256 gasLimit) view returns (uint256)",
	"event QueueTransaction(address indexed sender, address indexed target, uint256 value, uint64 queueIndex, uint256 gasLimit, bytes data)",
]);

export const systemConfigAbi = parseAbi([
	"struct MessageQueueParameters { uint32 maxGasLimit; uint112 baseFeeOverhead; uint112 baseFeeScalar; }",
	"struct EnforcedBatchParameters { uint24 maxDelayEnterEnforcedMode; uint24 maxDelayMessageQueue; }",
	"function initialize(address owner, address signer, MessageQueueParameters queue, EnforcedBatchParameters batch)",
]);

export const gatewayAbi = parseAbi([
	"constructor(address messageQueue, address feeVault)",
	"function initialize()",
	"function setPause(bool status)",
	"function sendTransaction(address target, uint256 value, uint256 gasLimit, bytes data) payable",
]);

export const l1MessengerAbi = parseAbi([
	"constructor(address counterpart, address rollup, address messageQueueV1, address messageQueueV2, address enforcedTxGateway)",
	"struct L2MessageProof { uint256 batchIndex; bytes merkleProof; }",
	"function initialize(address counterpart, address feeVault, address rollup, address messageQueue)",
	"function sendMessage(address to, uint256 value, bytes message, uint256 gasLimit) payable",
	"function setPause(bool status)",
	"function isL2MessageExecuted(bytes32 hash) view returns (bool)",
	"function relayMessageWithProof(address from, address to, uint256 value, uint256 nonce, bytes message, L2MessageProof proof)",
]);

export const routerAbi = parseAbi([
	"constructor(uint256[] versions, address[] verifiers)",
	"function updateVerifier(uint256 version, uint64 startBatchIndex, address verifier)",
	"function latestVerifier(uint256 version) view returns (uint64 startBatchIndex, address verifier)",
]);

export const wrapperAbi = parseAbi([
	"constructor(address verifier, bytes32 digest1, bytes32 digest2, uint256 protocolVersion)",
	"function verify(bytes bundleProof, bytes publicInput) view",
	"function plonkVerifier() view returns (address)",
	"function verifierDigest1() view returns (bytes32)",
	"function verifierDigest2() view returns (bytes32)",
	"function protocolVersion() view returns (uint256)",
]);

export const l2MessengerAbi = parseAbi([
	"constructor(address counterpart, address messageQueue)",
	"function initialize(address counterpart)",
	"function sendMessage(address to, uint256 value, bytes message, uint256 gasLimit) payable",
	"function relayMessage(address from, address to, uint256 value, uint256 nonce, bytes message)",
	"event SentMessage(address indexed sender, address indexed target, uint256 value, uint256 messageNonce, uint256 gasLimit, bytes message)",
]);

/** The bridge's own way for ether, on L1 and on L2. */
export const ethGatewayAbi = parseAbi([
	"constructor(address counterpart, address router, address messenger)",
	"function initialize(address counterpart, address router, address messenger)",
	"function withdrawETH(address to, uint256 amount, uint256 gasLimit) payable",
]);

/** The bridge's own way for tokens, on L1 and on L2; the messages between them. */
export const l1TokenGatewayAbi = parseAbi([
	"constructor(address counterpart, address router, address messenger, address l2TokenImplementation, address l2TokenFactory)",
	"function initialize(address counterpart, address router, address messenger, address l2TokenImplementation, address l2TokenFactory)",
	"function getL2ERC20Address(address l1Token) view returns (address)",
	"function depositERC20(address token, address to, uint256 amount, uint256 gasLimit) payable",
]);
export const l2TokenGatewayAbi = parseAbi([
	"constructor(address counterpart, address router, address messenger, address tokenFactory)",
	"function initialize(address counterpart, address router, address messenger, address tokenFactory)",
	"function finalizeDepositERC20(address l1Token, address l2Token, address from, address to, uint256 amount, bytes data) payable",
	"function withdrawERC20(address token, address to, uint256 amount, uint256 gasLimit) payable",
]);
export const tokenFactoryAbi = parseAbi([
	"constructor(address implementation)",
]);

export const l2QueueAbi = parseAbi([
	"constructor(address owner)",
	"function initialize(address messenger)",
	"function messageRoot() view returns (bytes32)",
]);

export const oracleAbi = parseAbi([
	"constructor(address owner)",
	"function getL1Fee(bytes data) view returns (uint256)",
]);
