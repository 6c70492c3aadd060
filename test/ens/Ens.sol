// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

// A name service as it is asked, honest and not. Its storage is put there by the test.

/// Records as the registry keeps them: the resolver is the second word of one.
contract Registry {
    struct Record {
        address owner;
        address resolver;
        uint64 ttl;
    }
    mapping(bytes32 => Record) records;

    function resolver(bytes32 node) external view returns (address) {
        return records[node].resolver;
    }
}

contract Resolver {
    mapping(bytes32 => address) addresses;
    mapping(bytes32 => mapping(uint256 => bytes)) coins;
    mapping(bytes32 => string) names;

    function supportsInterface(bytes4 id) external pure virtual returns (bool) {
        return id == 0x01ffc9a7 || id == 0x3b3b57de;
    }
    function addr(bytes32 node) external view returns (address) {
        return addresses[node];
    }
    function addr(bytes32 node, uint256 coin) external view returns (bytes memory) {
        return coins[node][coin];
    }
    function name(bytes32 node) external view returns (string memory) {
        return names[node];
    }
}

/// Answers every name below it, with what its caller asked for and the length of the name (ENSIP-10).
contract Branch {
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id == 0x9061b923;
    }
    function resolve(bytes calldata name, bytes calldata data) external pure returns (bytes memory) {
        require(bytes4(data) == 0x3b3b57de);
        return abi.encode(address(uint160(0x1000 + name.length)));
    }
}

/// Says that a server knows (ERC-3668).
contract Server {
    error OffchainLookup(address sender, string[] urls, bytes callData, bytes4 callbackFunction, bytes extraData);

    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id == 0x9061b923;
    }
    function resolve(bytes calldata, bytes calldata data) external view returns (bytes memory) {
        string[] memory urls = new string[](1);
        urls[0] = "https://gateway.example/{sender}/{data}.json";
        revert OffchainLookup(address(this), urls, data, 0x12345678, "");
    }
}

/// Knows nothing but addresses, and answers none of the usual questions.
contract Bare {
    mapping(bytes32 => address) addresses;

    function addr(bytes32 node) external view returns (address) {
        return addresses[node];
    }
}

/// More than an address.
contract Wide {
    function addr(bytes32) external pure returns (uint256) {
        return type(uint256).max;
    }
}

/// Two words in place of one.
contract Long {
    function addr(bytes32) external pure returns (address, address) {
        return (address(1), address(2));
    }
}

/// A name that is no text, of a length that is not there.
contract Cut {
    function addr(bytes32 node) external pure returns (address) {
        return address(uint160(uint256(node)));
    }
    function name(bytes32) external pure returns (bytes32, uint256) {
        return (bytes32(uint256(32)), 1000);
    }
}

contract Endless {
    function addr(bytes32) external view returns (address) {
        uint256 x;
        while (gasleft() > 0) x++;
        return address(uint160(x));
    }
}

/// The entry of both versions: addresses by node, with the resolver that said so.
contract Universal {
    error ResolverNotFound(bytes name);
    mapping(bytes32 => address) addresses;

    function resolve(bytes calldata name, bytes calldata data) external view returns (bytes memory, address) {
        if (bytes4(data) != 0x3b3b57de) revert ResolverNotFound(name);
        address found = addresses[bytes32(data[4:36])];
        if (found == address(0)) revert ResolverNotFound(name);
        return (abi.encode(found), address(this));
    }
}
