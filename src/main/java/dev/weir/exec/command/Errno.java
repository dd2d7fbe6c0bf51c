package dev.weir.exec.command;

/// What the error numbers of starting a program mean to a user.
final class Errno {
    static final int E2BIG = 7;

    private Errno() {}

    /// `permission denied`; the bare number for a rare one.
    static String text(int error) {
        return switch (error) {
            case 1 -> "not permitted";
            case 2 -> "no such file";
            case E2BIG -> "too long";
            case 8 -> "not a program (a script needs a first line such as '#!/bin/sh')";
            case 11, 35 -> "too many processes";
            case 12 -> "out of memory";
            case 13 -> "permission denied";
            case 20 -> "a part of the path is not a folder";
            case 23, 24 -> "too many open files";
            case 26 -> "the file is being written";
            default -> "error " + error;
        };
    }
}
