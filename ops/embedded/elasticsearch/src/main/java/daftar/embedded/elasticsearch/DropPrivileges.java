package daftar.embedded.elasticsearch;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Becomes another user and then another program, in the same process: what {@code setpriv} does, for systems without it.
 * Must need no other class of ours, since it is laid out alone and run by a virtual machine of its own.
 */
final class DropPrivileges {

    private DropPrivileges() {}

    /** @param arguments user id, group id, then the program by its absolute path with its arguments */
    public static void main(String[] arguments) throws Throwable {
        int uid = Integer.parseInt(arguments[0]);
        int gid = Integer.parseInt(arguments[1]);
        try (Arena memory = Arena.ofConfined()) {
            demandZero("setgroups", (int) function("setgroups", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS))
                    .invokeExact(0L, MemorySegment.NULL));
            demandZero("setgid", (int) function("setgid", FunctionDescriptor.of(JAVA_INT, JAVA_INT))
                    .invokeExact(gid));
            demandZero("setuid", (int) function("setuid", FunctionDescriptor.of(JAVA_INT, JAVA_INT))
                    .invokeExact(uid));
            int count = arguments.length - 2;
            MemorySegment vector = memory.allocate(ADDRESS, count + 1L);
            for (int i = 0; i < count; i++) {
                vector.setAtIndex(ADDRESS, i, memory.allocateFrom(arguments[i + 2]));
            }
            vector.setAtIndex(ADDRESS, count, MemorySegment.NULL);
            int failed = (int) function("execv", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS))
                    .invokeExact(vector.getAtIndex(ADDRESS, 0), vector);
            throw new IllegalStateException("execv of " + arguments[2] + " failed: " + failed);
        }
    }

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }

    private static void demandZero(String what, int result) {
        if (result != 0) {
            throw new IllegalStateException(what + " failed");
        }
    }
}
