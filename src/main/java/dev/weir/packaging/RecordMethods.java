package dev.weir.packaging;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// The code of a record's `equals` and `hashCode`, doing what `java.lang.runtime.ObjectMethods`
/// does.
final class RecordMethods {
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util", "Objects");
    private static final MethodTypeDesc BOTH_OBJECTS =
            MethodTypeDesc.of(
                    ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object);

    private RecordMethods() {}

    /// Of the record in the first parameter and anything in the second.
    ///
    /// @param fields getters of the components
    static void equals(CodeBuilder code, ClassDesc owner, List<DirectMethodHandleDesc> fields) {
        Label same = code.newLabel();
        Label different = code.newLabel();
        code.aload(0).aload(1).if_acmpeq(same);
        code.aload(1).instanceOf(owner).ifeq(different);
        code.aload(1).checkcast(owner).astore(2);
        for (DirectMethodHandleDesc field : fields) {
            ClassDesc type = field.invocationType().returnType();
            code.aload(0).getfield(owner, field.methodName(), type);
            code.aload(2).getfield(owner, field.methodName(), type);
            compare(code, type, different);
        }
        code.labelBinding(same).iconst_1().ireturn();
        code.labelBinding(different).iconst_0().ireturn();
    }

    private static void compare(CodeBuilder code, ClassDesc type, Label different) {
        switch (TypeKind.from(type)) {
            case REFERENCE -> code.invokestatic(OBJECTS, "equals", BOTH_OBJECTS).ifeq(different);
            case LONG -> code.lcmp().ifne(different);
            case FLOAT, DOUBLE ->
                    code.invokestatic(
                                    boxed(type),
                                    "compare",
                                    MethodTypeDesc.of(ConstantDescs.CD_int, type, type))
                            .ifne(different);
            case INT, SHORT, BYTE, CHAR, BOOLEAN -> code.if_icmpne(different);
            case VOID -> throw new IllegalStateException("a component of no type");
        }
    }

    /// Of the record in the only parameter.
    static void hash(CodeBuilder code, ClassDesc owner, List<DirectMethodHandleDesc> fields) {
        code.iconst_0();
        for (DirectMethodHandleDesc field : fields) {
            ClassDesc type = field.invocationType().returnType();
            boolean reference = TypeKind.from(type) == TypeKind.REFERENCE;
            code.bipush(31).imul();
            code.aload(0).getfield(owner, field.methodName(), type);
            code.invokestatic(
                    reference ? OBJECTS : boxed(type),
                    "hashCode",
                    MethodTypeDesc.of(
                            ConstantDescs.CD_int, reference ? ConstantDescs.CD_Object : type));
            code.iadd();
        }
        code.ireturn();
    }

    private static ClassDesc boxed(ClassDesc primitive) {
        return switch (TypeKind.from(primitive)) {
            case LONG -> ConstantDescs.CD_Long;
            case FLOAT -> ConstantDescs.CD_Float;
            case DOUBLE -> ConstantDescs.CD_Double;
            case INT -> ConstantDescs.CD_Integer;
            case SHORT -> ConstantDescs.CD_Short;
            case BYTE -> ConstantDescs.CD_Byte;
            case CHAR -> ConstantDescs.CD_Character;
            case BOOLEAN -> ConstantDescs.CD_Boolean;
            case REFERENCE, VOID -> throw new IllegalStateException("not primitive: " + primitive);
        };
    }
}
