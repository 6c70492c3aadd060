// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

// Where tokens keep what they answer, by layout, honest and not. Their storage is put there by the test.

/// A namespace of its own (ERC-7201): balances at its first slot, allowances at its second.
contract Spaced {
    struct Layout {
        mapping(address => uint256) balances;
        mapping(address => mapping(address => uint256)) allowances;
    }
    function kept() private pure returns (Layout storage found) {
        bytes32 at = keccak256("some.token.storage");
        assembly {
            found.slot := at
        }
    }
    function balanceOf(address owner) external view returns (uint256) {
        return kept().balances[owner];
    }
    function allowance(address owner, address spender) external view returns (uint256) {
        return kept().allowances[owner][spender];
    }
}

/// HashMaps of Vyper at slots 1000 and 1001: slot first, then the key.
contract Vyper {
    function balanceOf(address owner) external view returns (uint256 found) {
        assembly {
            mstore(0, 1000)
            mstore(32, owner)
            found := sload(keccak256(0, 64))
        }
    }
    function allowance(address owner, address spender) external view returns (uint256 found) {
        assembly {
            mstore(0, 1001)
            mstore(32, owner)
            mstore(0, keccak256(0, 64))
            mstore(32, spender)
            found := sload(keccak256(0, 64))
        }
    }
}

/// As Solady has it.
contract Solady {
    function balanceOf(address owner) external view returns (uint256 found) {
        assembly {
            mstore(0x0c, 0x87a211a2)
            mstore(0x00, owner)
            found := sload(keccak256(0x0c, 0x20))
        }
    }
    function allowance(address owner, address spender) external view returns (uint256 found) {
        assembly {
            mstore(0x20, spender)
            mstore(0x0c, 0x7f5e9f20)
            mstore(0x00, owner)
            found := sload(keccak256(0x0c, 0x34))
        }
    }
}

/// Reads a second mapping of equal content, and answers with the sum less the first.
contract Twins {
    mapping(address => uint256) private decoy;
    mapping(address => mapping(address => uint256)) private decoys;
    mapping(address => uint256) private real;
    mapping(address => mapping(address => uint256)) private reals;
    function balanceOf(address owner) external view returns (uint256) {
        uint256 other = decoy[owner];
        unchecked {
            return real[owner] + other - decoy[owner];
        }
    }
    function allowance(address owner, address spender) external view returns (uint256) {
        uint256 other = decoys[owner][spender];
        unchecked {
            return reals[owner][spender] + other - decoys[owner][spender];
        }
    }
}

/// What is a share of something: no slot has it.
contract Shares {
    mapping(address => uint256) private shares;
    mapping(address => mapping(address => uint256)) private allowed;
    uint256 private worth;
    function balanceOf(address owner) external view returns (uint256) {
        return (shares[owner] * worth) / 100;
    }
    function allowance(address owner, address spender) external view returns (uint256) {
        return (allowed[owner][spender] * worth) / 100;
    }
}

/// Answers with the slot until that says much, and then with all there is.
contract Sudden {
    mapping(address => uint256) private balances;
    mapping(address => mapping(address => uint256)) private allowed;
    function balanceOf(address owner) external view returns (uint256) {
        return balances[owner] > 1e27 ? 0 : balances[owner];
    }
    function allowance(address owner, address spender) external view returns (uint256) {
        return allowed[owner][spender] > 1e27 ? 0 : allowed[owner][spender];
    }
}

/// Keeps it under another's name.
contract Elsewhere {
    mapping(address => uint256) private balances;
    mapping(address => mapping(address => uint256)) private allowed;
    function balanceOf(address owner) external view returns (uint256) {
        return balances[address(uint160(owner) ^ 1)];
    }
    function allowance(address owner, address spender) external view returns (uint256) {
        return allowed[spender][owner];
    }
}
