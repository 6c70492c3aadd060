// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

/// Many calls in one, with the interface that client libraries know.
contract Multicall {
    struct Call3 {
        address target;
        bool allowFailure;
        bytes callData;
    }
    struct Result {
        bool success;
        bytes returnData;
    }

    function aggregate3(Call3[] calldata calls) external payable returns (Result[] memory results) {
        results = new Result[](calls.length);
        for (uint256 i = 0; i < calls.length; i++) {
            (bool success, bytes memory data) = calls[i].target.call(calls[i].callData);
            require(success || calls[i].allowFailure, "a call failed");
            results[i] = Result(success, data);
        }
    }

    function getEthBalance(address of_) external view returns (uint256) {
        return of_.balance;
    }
}

contract Child {
    uint256 public immutable made;
    uint256 public kept;

    constructor(uint256 value) payable {
        made = value;
        kept = value + 1;
    }
}

/// Asks for whatever code can ask for, and fails in every way.
contract Probe {
    uint256 public count = 5;
    address private next;
    mapping(uint256 => uint256) private chain;
    Child public child;

    error Denied(address who, uint256 have);

    constructor() {
        // 1 → 8 → 27 → 64 → 0
        chain[1] = 8;
        chain[8] = 27;
        chain[27] = 64;
    }

    function block_()
        external
        view
        returns (uint256, uint256, address, uint256, uint256, uint256, uint256, uint256)
    {
        return (
            block.number,
            block.timestamp,
            block.coinbase,
            block.prevrandao,
            block.gaslimit,
            block.basefee,
            block.blobbasefee,
            block.chainid
        );
    }

    function hash(uint256 back) external view returns (bytes32) {
        unchecked {
            return blockhash(block.number - back);
        }
    }

    function who() external view returns (address, address, uint256) {
        return (msg.sender, tx.origin, tx.gasprice);
    }

    function look(address at) external view returns (uint256, bytes32, uint256) {
        return (at.balance, at.codehash, at.code.length);
    }

    /// Each slot names the next.
    function walk(uint256 from) external view returns (uint256 steps) {
        while (from != 0) {
            from = chain[from];
            steps++;
        }
    }

    function refuse(string calldata reason) external pure {
        revert(reason);
    }

    function deny() external view {
        revert Denied(msg.sender, count);
    }

    function divide(uint256 by) external pure returns (uint256) {
        return 7 / by;
    }

    function burn() external pure {
        assembly {
            invalid()
        }
    }

    function spin(uint256 times) external view returns (uint256 sum) {
        for (uint256 i = 0; i < times; i++) sum ^= uint256(keccak256(abi.encode(i, sum)));
    }

    function bump() external payable returns (uint256) {
        count += 1;
        return count;
    }

    /// Clears a slot, so that gas comes back.
    function clear() external {
        count = 0;
    }

    function make(uint256 value) external returns (address, uint256, uint256) {
        Child made = new Child(value);
        Child other = new Child{salt: bytes32(value)}(value);
        return (address(made), made.kept(), other.made());
    }

    function give(address payable to) external payable returns (uint256) {
        (bool sent,) = to.call{value: msg.value}("");
        require(sent, "not sent");
        return to.balance;
    }

    /// Fails with less gas than it keeps back for itself and a callee that needs a lot.
    function nest(uint256 deep, uint256 times) external returns (uint256) {
        if (deep == 0) return this.spin(times);
        return this.nest(deep - 1, times) ^ 1;
    }

    /// Takes another way when it has little gas, and needs another slot there.
    function shy() external view returns (uint256) {
        if (gasleft() < 60_000) return chain[8];
        return chain[1];
    }

    /// What a call that failed has touched is cold again.
    function again(address at) external view returns (uint256 sum) {
        for (uint256 i = 0; i < 3; i++) {
            try this.touchAndFail(at) {} catch (bytes memory why) {
                sum += why.length;
            }
        }
        return sum + at.balance + chain[27];
    }

    function touchAndFail(address at) external view {
        if (at.balance + chain[27] > 0) revert Denied(at, at.balance);
    }

    function price() external view returns (uint256) {
        return tx.gasprice;
    }

    function transient_() external returns (uint256 value) {
        assembly {
            tstore(7, 42)
            value := tload(7)
        }
    }

    function precompiles(bytes calldata input) external view returns (bytes32, bytes20, bytes memory, uint256) {
        (bool ok, bytes memory power) =
            address(5).staticcall(abi.encode(uint256(1), uint256(1), uint256(1), bytes3(0x030507)));
        (bool paired, bytes memory one) = address(8).staticcall("");
        require(ok && paired, "precompiles");
        return (sha256(input), ripemd160(input), power, abi.decode(one, (uint256)));
    }

    function precompile(uint256 number, bytes calldata input) external view returns (bool, bytes memory) {
        return address(uint160(number)).staticcall(input);
    }

    function loop() external view {
        while (gasleft() > 0) {}
    }

    receive() external payable {}
}
