// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";

// Tokens as they are found, honest and not. Their storage is put there by the test, so constructors do not matter.

/// Balances at slot 0, name at 3, symbol at 4.
contract Plain is ERC20 {
    constructor() ERC20("", "") {}
}

/// Version 4: balances at slot 51, name at 54, symbol at 55.
contract Upgradeable is ERC20Upgradeable {}

abstract contract Named {
    function name() external pure virtual returns (string memory) {
        return "Made";
    }
    function symbol() external pure virtual returns (string memory) {
        return "MADE";
    }
    function decimals() external pure virtual returns (uint8) {
        return 6;
    }
}

/// Balances where version 5 of contracts-upgradeable has them (ERC-7201).
contract Namespaced is Named {
    struct Layout {
        mapping(address => uint256) balances;
    }
    function balanceOf(address owner) external view returns (uint256) {
        bytes32 at = keccak256(abi.encode(uint256(keccak256("openzeppelin.storage.ERC20")) - 1)) & ~bytes32(uint256(0xff));
        Layout storage kept;
        assembly {
            kept.slot := at
        }
        return kept.balances[owner];
    }
}

/// EIP-1967: the implementation of its slot, over its own storage.
contract Proxy {
    fallback() external payable {
        bytes32 slot = 0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc;
        assembly {
            let to := and(sload(slot), 0xffffffffffffffffffffffffffffffffffffffff)
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), to, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            switch ok
            case 0 { revert(0, returndatasize()) }
            default { return(0, returndatasize()) }
        }
    }
}

/// Balances at slot 2.
contract Behind is Named {
    uint256[2] private gap;
    mapping(address => uint256) public balanceOf;
}

/// What replaces it: balances at slot 7, and eight decimals.
contract Moved is Named {
    uint256[7] private gap;
    mapping(address => uint256) public balanceOf;
    function decimals() external pure override returns (uint8) {
        return 8;
    }
}

/// Balances at slot 0; its decimals are a variable, at slot 1.
contract StoredDecimals {
    mapping(address => uint256) public balanceOf;
    uint8 public decimals;
    function name() external pure returns (string memory) {
        return "Made";
    }
    function symbol() external pure returns (string memory) {
        return "MADE";
    }
}

/// A flag of the owner, zero for most, at slot 0; the balance at slot 1. Both are read.
contract Flagged is Named {
    mapping(address => uint256) public frozen;
    mapping(address => uint256) private balances;
    function balanceOf(address owner) external view returns (uint256) {
        return frozen[owner] == 0 ? balances[owner] : 0;
    }
}

/// HashMap of Vyper at slot 3: slot first, then the owner.
contract VyperLike is Named {
    function balanceOf(address owner) external view returns (uint256 found) {
        assembly {
            mstore(0, 3)
            mstore(32, owner)
            found := sload(keccak256(0, 64))
        }
    }
}

/// As Solady has it.
contract SoladyLike is Named {
    function balanceOf(address owner) external view returns (uint256 found) {
        assembly {
            mstore(0x0c, 0x87a211a2)
            mstore(0x00, owner)
            found := sload(keccak256(0x0c, 0x20))
        }
    }
}

/// Names as MKR has them.
contract OldNames {
    mapping(address => uint256) public balanceOf;
    function name() external pure returns (bytes32) {
        return "Maker";
    }
    function symbol() external pure returns (bytes32) {
        return "MKR";
    }
    function decimals() external pure returns (uint256) {
        return 18;
    }
}

/// Shares at slot 0, and what a share is worth at slot 1, in hundredths.
contract Rebasing is Named {
    mapping(address => uint256) private shares;
    uint256 private worth;
    function balanceOf(address owner) external view returns (uint256) {
        return (shares[owner] * worth) / 100;
    }
}

/// A blacklist in the highest bit of the balance, as USDC 2.2 has it.
contract Packed is Named {
    mapping(address => uint256) private balances;
    function balanceOf(address owner) external view returns (uint256) {
        return balances[owner] & ((1 << 255) - 1);
    }
}

/// Balances of 96 bits, as UNI and COMP have them.
contract Narrow is Named {
    uint256 private gap;
    mapping(address => uint96) private balances;
    function balanceOf(address owner) external view returns (uint256) {
        return balances[owner];
    }
}

/// Tells whoever asks what he would like to hear.
contract Flatterer is Named {
    mapping(address => uint256) private balances;
    function balanceOf(address owner) external view returns (uint256) {
        return msg.sender == owner ? 1e24 : balances[owner];
    }
}

contract Burner is Named {
    function balanceOf(address) external pure returns (uint256 spent) {
        while (true) spent++;
    }
}

contract Huge is Named {
    mapping(address => uint256) public balanceOf;
    function symbol() external pure override returns (string memory) {
        return string(new bytes(100_000));
    }
}

contract Hidden is Named {
    mapping(address => uint256) public balanceOf;
    function symbol() external pure override returns (string memory) {
        return unicode"E\u200bTH";
    }
}

contract Turned is Named {
    mapping(address => uint256) public balanceOf;
    function symbol() external pure override returns (string memory) {
        return unicode"\u202eHTE";
    }
}

contract Lookalike is Named {
    mapping(address => uint256) public balanceOf;
    function symbol() external pure override returns (string memory) {
        return unicode"ЕТН";
    }
}

contract ManyDecimals is Named {
    mapping(address => uint256) public balanceOf;
    function decimals() external pure override returns (uint8) {
        return 37;
    }
}

contract NoDecimals {
    mapping(address => uint256) public balanceOf;
    function symbol() external pure returns (string memory) {
        return "NODEC";
    }
}

/// Answers everything with nothing.
contract Silent {
    fallback() external {}
}

/// Answers everything with one zero.
contract Zero {
    fallback() external {
        assembly {
            return(0x80, 32)
        }
    }
}
