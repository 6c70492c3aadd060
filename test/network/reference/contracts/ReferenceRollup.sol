// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

interface IGroth16Verifier {
	function verifyProof(uint256[8] calldata proof, uint256[7] calldata inputs) external view returns (bool);
}

interface IPoseidon2 {
	function hash(uint256[2] calldata inputs) external pure returns (uint256);
}

interface IPoseidon5 {
	function hash(uint256[5] calldata inputs) external pure returns (uint256);
}

/// The reference rollup on L1, by the protocol of README.md. INSECURE: the secrets behind its proofs are public.
contract ReferenceRollup {
	struct Batch {
		uint256 number;
		uint256 oldRoot;
		uint256 newRoot;
		uint256 dataHash;
		bytes32 blobHash;
		uint256 queueFrom;
		uint256 queueTo;
		uint256 queueBefore;
		uint256 queueAfter;
		uint256 withdrawRoot;
		uint256 committedAt;
	}

	event Queued(uint256 indexed entry, uint8 kind, uint256 ax, uint256 ay, address owner, uint256 amount);
	event Committed(uint256 indexed batch, bytes32 blobHash);
	event Proven(uint256 indexed batch, uint256 root);
	event Withdrawn(uint256 indexed batch, uint256 position, address owner, uint256 amount);
	event Frozen();
	event Escaped(uint256 indexed index, address owner, uint256 amount);
	event Reclaimed(uint256 indexed entry, address owner, uint256 amount);

	error NotOperator();
	error IsFrozen();
	error NotFrozen();
	error BadAmount();
	error BadOwner();
	error BadIndex();
	error BadPath();
	error BadQueue();
	error BadBlobs();
	error NotInField();
	error NotNext();
	error UnknownBatch();
	error ProofRefused();
	error NotProven();
	error NotLate();
	error AlreadyPaid();
	error NotPaid();

	uint256 private constant FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
	uint256 private constant DEPTH = 8;
	uint256 private constant OPERATIONS = 2;
	uint256 private constant WITHDRAW_DEPTH = 1;
	uint256 private constant DEPOSIT = 1;
	uint256 private constant FORCED = 4;

	IGroth16Verifier public immutable verifier;
	IPoseidon2 public immutable poseidon2;
	IPoseidon5 public immutable poseidon5;
	address public immutable operator;
	/// seconds
	uint256 public immutable deadline;
	/// the rollup's own, which its signatures are for
	uint256 public immutable chainId;

	// The slots are those of README.md: nothing may come between them.
	uint256 public lastCommitted;
	uint256 public lastProven;
	uint256 public frozenAt;
	uint256 public queueLength;
	uint256 public queueProven;
	uint256 public lastRoot;
	uint256 public lastCommittedRoot;
	/// queue entries that committed batches took
	uint256 public lastCommittedQueue;
	mapping(uint256 batch => bytes32) public batchHash;
	mapping(uint256 batch => bytes32) public stateRoot;
	mapping(uint256 batch => bytes32) public withdrawRoot;
	/// after so many entries
	mapping(uint256 length => uint256) public queueHash;
	mapping(uint256 entry => uint256) public queueTime;
	/// by keccak256(abi.encode(batch, position))
	mapping(bytes32 withdrawal => bool) public withdrawn;
	mapping(uint256 index => bool) public escaped;
	mapping(uint256 entry => bool) public reclaimed;

	modifier whenRunning() {
		if (frozenAt != 0) revert IsFrozen();
		_;
	}

	modifier whenFrozen() {
		if (frozenAt == 0) revert NotFrozen();
		_;
	}

	constructor(
		IGroth16Verifier verifier_,
		IPoseidon2 poseidon2_,
		IPoseidon5 poseidon5_,
		address operator_,
		uint256 deadline_,
		uint256 chainId_,
		uint256 genesisRoot
	) {
		verifier = verifier_;
		poseidon2 = poseidon2_;
		poseidon5 = poseidon5_;
		operator = operator_;
		deadline = deadline_;
		chainId = chainId_;
		lastRoot = genesisRoot;
		lastCommittedRoot = genesisRoot;
		stateRoot[0] = bytes32(genesisRoot);
		batchHash[0] = keccak256(abi.encode(genesisRoot));
	}

	function frozen() external view returns (bool) {
		return frozenAt != 0;
	}

	// The queue

	function deposit(uint256 ax, uint256 ay) external payable {
		_deposit(ax, ay, msg.sender);
	}

	function depositFor(uint256 ax, uint256 ay, address owner) external payable {
		_deposit(ax, ay, owner);
	}

	/// What the circuit could not take must not get into the queue: it would stand there until the freeze.
	function _deposit(uint256 ax, uint256 ay, address owner) private whenRunning {
		if (msg.value == 0 || msg.value >= 2 ** 96) revert BadAmount();
		if (owner == address(0)) revert BadOwner();
		if (ax >= FIELD || ay >= FIELD) revert NotInField();
		_enqueue(_entry(DEPOSIT, ax, ay, owner, msg.value));
		emit Queued(queueLength - 1, uint8(DEPOSIT), ax, ay, owner, msg.value);
	}

	/// `index` stands in the place of ax in the entry and in the event.
	function forceWithdraw(uint256 index) external whenRunning {
		if (index >= 2 ** DEPTH) revert BadIndex();
		_enqueue(_entry(FORCED, index, 0, msg.sender, 0));
		emit Queued(queueLength - 1, uint8(FORCED), index, 0, msg.sender, 0);
	}

	function _entry(uint256 kind, uint256 ax, uint256 ay, address owner, uint256 amount) private view returns (uint256) {
		return poseidon5.hash([kind, ax, ay, uint256(uint160(owner)), amount]);
	}

	function _enqueue(uint256 entry) private {
		uint256 length = queueLength;
		queueTime[length] = block.timestamp;
		queueHash[length + 1] = poseidon2.hash([queueHash[length], entry]);
		queueLength = length + 1;
	}

	// Batches

	function commit(uint256 newRoot, uint256 dataHash, uint256 queueTo, uint256 withdrawals) external whenRunning {
		if (msg.sender != operator) revert NotOperator();
		if (newRoot >= FIELD || dataHash >= FIELD || withdrawals >= FIELD) revert NotInField();
		uint256 queueFrom = lastCommittedQueue;
		if (queueTo < queueFrom || queueTo > queueLength || queueTo - queueFrom > OPERATIONS) revert BadQueue();
		if (blobhash(0) == 0 || blobhash(1) != 0) revert BadBlobs();
		Batch memory batch = Batch({
			number: lastCommitted + 1,
			oldRoot: lastCommittedRoot,
			newRoot: newRoot,
			dataHash: dataHash,
			blobHash: blobhash(0),
			queueFrom: queueFrom,
			queueTo: queueTo,
			queueBefore: queueHash[queueFrom],
			queueAfter: queueHash[queueTo],
			withdrawRoot: withdrawals,
			committedAt: block.timestamp
		});
		batchHash[batch.number] = keccak256(abi.encode(batchHash[lastCommitted], batch));
		lastCommitted = batch.number;
		lastCommittedRoot = newRoot;
		lastCommittedQueue = queueTo;
		emit Committed(batch.number, batch.blobHash);
	}

	function prove(Batch calldata batch, uint256[8] calldata proof) external whenRunning {
		uint256 number = batch.number;
		if (number != lastProven + 1) revert NotNext();
		if (number > lastCommitted || batchHash[number] != keccak256(abi.encode(batchHash[lastProven], batch)))
			revert UnknownBatch();
		uint256[7] memory inputs = [
			batch.oldRoot,
			batch.newRoot,
			batch.dataHash,
			batch.queueBefore,
			batch.queueAfter,
			batch.withdrawRoot,
			chainId
		];
		if (!verifier.verifyProof(proof, inputs)) revert ProofRefused();
		lastProven = number;
		lastRoot = batch.newRoot;
		queueProven = batch.queueTo;
		stateRoot[number] = bytes32(batch.newRoot);
		withdrawRoot[number] = bytes32(batch.withdrawRoot);
		emit Proven(number, batch.newRoot);
	}

	// Withdrawals of proven batches, also when frozen

	/// Pays `owner`, whoever asks.
	function withdraw(uint256 batch, uint256 position, address owner, uint256 amount, uint256[] calldata siblings) external {
		if (batch == 0 || batch > lastProven) revert NotProven();
		// A path of another length would let a node pass for a leaf.
		if (siblings.length != WITHDRAW_DEPTH) revert BadPath();
		uint256 leaf = poseidon2.hash([uint256(uint160(owner)), amount]);
		if (bytes32(_rootOf(leaf, position, siblings)) != withdrawRoot[batch]) revert BadPath();
		bytes32 key = keccak256(abi.encode(batch, position));
		if (withdrawn[key]) revert AlreadyPaid();
		withdrawn[key] = true;
		emit Withdrawn(batch, position, owner, amount);
		_pay(owner, amount);
	}

	// When the operator stops

	function freeze() external whenRunning {
		uint256 oldest = queueProven;
		if (oldest == queueLength || block.timestamp <= queueTime[oldest] + deadline) revert NotLate();
		frozenAt = block.timestamp;
		emit Frozen();
	}

	function escape(
		uint256 index,
		uint256 ax,
		uint256 ay,
		uint256 balance,
		uint256 nonce,
		uint256[] calldata siblings
	) external whenFrozen {
		if (siblings.length != DEPTH) revert BadPath();
		uint256 leaf = poseidon5.hash([ax, ay, uint256(uint160(msg.sender)), balance, nonce]);
		if (_rootOf(leaf, index, siblings) != lastRoot) revert BadPath();
		if (escaped[index]) revert AlreadyPaid();
		escaped[index] = true;
		emit Escaped(index, msg.sender, balance);
		_pay(msg.sender, balance);
	}

	function reclaim(uint256 entry, uint256 ax, uint256 ay, uint256 amount) external whenFrozen {
		if (entry < queueProven || entry >= queueLength) revert BadQueue();
		uint256 hash = _entry(DEPOSIT, ax, ay, msg.sender, amount);
		if (poseidon2.hash([queueHash[entry], hash]) != queueHash[entry + 1]) revert BadQueue();
		if (reclaimed[entry]) revert AlreadyPaid();
		reclaimed[entry] = true;
		emit Reclaimed(entry, msg.sender, amount);
		_pay(msg.sender, amount);
	}

	/// The root above `leaf`, whose index must be one of that many leaves.
	function _rootOf(uint256 leaf, uint256 index, uint256[] calldata siblings) private view returns (uint256 node) {
		if (index >> siblings.length != 0) revert BadIndex();
		node = leaf;
		for (uint256 level = 0; level < siblings.length; level++)
			node = (index >> level) & 1 == 0
				? poseidon2.hash([node, siblings[level]])
				: poseidon2.hash([siblings[level], node]);
	}

	function _pay(address to, uint256 amount) private {
		(bool paid, ) = to.call{value: amount}("");
		if (!paid) revert NotPaid();
	}
}
